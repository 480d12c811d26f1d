"""What people see: the server, the pages and how they are worded and drawn. Nothing imports this room."""
