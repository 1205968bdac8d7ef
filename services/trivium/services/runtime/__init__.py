"""The service runtime: everything that every service needs and no engine knows."""
