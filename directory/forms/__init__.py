"""What people type: read leniently, refused with a sentence, every choice inside the viewer's scope."""
