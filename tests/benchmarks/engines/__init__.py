"""The same rules in other engines: each adapter is a `Matcher`, as durable-rules has one in the package itself."""
