"""What a new school begins with: the shipped step templates, one file each."""
