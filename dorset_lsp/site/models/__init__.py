from dorset_lsp.site.models.folder_upload import FolderUpload

__all__ = ["FolderUpload"]
