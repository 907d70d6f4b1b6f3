"""What the site offers to other programmes, as one OpenAPI document and as a page."""
