"""What commands print, apart from how it was found."""
