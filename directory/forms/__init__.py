"""What people type on the directory's pages: read leniently, refused with a sentence, choices inside the viewer's scope."""
