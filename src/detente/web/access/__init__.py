"""Who may do what on a desk that is served beyond this machine."""
