package io.portfolioplatform.test;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves the parameters that {@link EmbeddedServers} promises.
 */
final class EmbeddedServersExtension implements ParameterResolver {

	private static final Map<Class<?>, Supplier<Object>> RESOLVERS = Map.of(PostgresServer.class,
			PostgresServer::shared, PostgresDatabase.class, () -> PostgresServer.shared().createDatabase(),
			RedisServer.class, RedisServer::shared);

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return RESOLVERS.containsKey(parameter.getParameter().getType());
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return Objects.requireNonNull(RESOLVERS.get(type), type::getName).get();
	}

}
