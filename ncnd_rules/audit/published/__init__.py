"""What a researcher publishes of an audit: a report on all letters, and a pack for each authority to reply to."""
