from dorset_lsp.site.models.folder_upload import FolderUpload
from dorset_lsp.site.models.last_look import LastLook
from dorset_lsp.site.models.pack import Pack, PackFile
from dorset_lsp.site.models.retention_report import RetentionReport

__all__ = ["FolderUpload", "LastLook", "Pack", "PackFile", "RetentionReport"]
