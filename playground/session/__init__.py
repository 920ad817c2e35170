"""The application without a window: one session, its history, and the thread that trains."""
