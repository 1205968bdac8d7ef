"""gRPC services over the engines: the runtime, the gateway and one package an engine."""
