"""The pages' mirror for programs, under /api/v1: JSON, cursors, ETags, problem+json, OpenAPI, server-sent events."""
