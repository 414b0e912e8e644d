"""The background process, its control socket, and the client that talks to it."""
