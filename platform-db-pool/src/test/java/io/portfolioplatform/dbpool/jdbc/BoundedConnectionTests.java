package io.portfolioplatform.dbpool.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BoundedConnection}.
 */
class BoundedConnectionTests {

	private final List<String> calls = new ArrayList<>();

	private final Connection driver = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
				this.calls.add(method.getName());
				return null;
			});

	@Test
	void isClosedAndNotCountedWhateverIsThrownWhereItIsRemembered() throws SQLException {
		Sockets sockets = new Sockets(1);
		Field connections = Objects.requireNonNull(ReflectionUtils.findField(Sockets.class, "connections"));
		ReflectionUtils.makeAccessible(connections);
		ReflectionUtils.setField(connections, sockets, new NoRoom());
		sockets.acquire(0);
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> BoundedConnection.of(this.driver, sockets, null));
		assertThat(this.calls).containsExactly("close");
		assertThat(sockets.open()).isZero();
	}

	/**
	 * Holds nothing and lets go of nothing, for want of memory.
	 */
	private static final class NoRoom extends HashSet<Connection> {

		private static final long serialVersionUID = 1L;

		@Override
		public boolean add(Connection connection) {
			throw new OutOfMemoryError("it passes");
		}

		@Override
		public boolean remove(Object connection) {
			throw new OutOfMemoryError("it passes");
		}

	}

}
