"""What many letters come to: numbers here, drawings of them in a room of their own."""
