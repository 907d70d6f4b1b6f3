"""Pages of casework: one module for each part."""
