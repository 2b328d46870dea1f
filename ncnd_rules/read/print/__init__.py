"""What a printed page shows: from characters with places to lines and paragraphs. `pdf` reads files with it."""
