"""Template tags that belong to no app: the components of the pages and the tags of the form pack."""
