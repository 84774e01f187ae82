from dorset_lsp.site.models.folder_upload import FolderUpload
from dorset_lsp.site.models.last_look import LastLook

__all__ = ["FolderUpload", "LastLook"]
