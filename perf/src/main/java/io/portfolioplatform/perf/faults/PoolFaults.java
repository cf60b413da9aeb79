package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Shipped;
import io.portfolioplatform.perf.load.Sql;
import io.portfolioplatform.test.proxy.FaultProxy;

/**
 * What can go wrong where there is a limited number of connections: others take them.
 *
 * @param system whose connections they are
 * @param pooler stands between the first backend and PgBouncer
 * @param lasts how long others keep them
 */
record PoolFaults(LocalSystem system, FaultProxy pooler, Duration lasts) {

	/** Clients beyond what the pooler accepts. */
	private static final int MORE = 100;

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	List<Fault> all() throws IOException {
		int pool = Shipped.POOL.number();
		return List.of(occupied("PgBouncer: all but one of its connections are taken", pool - 1),
				occupied("PgBouncer: all of its connections are taken", pool), stormAtPostgres(), stormAtPooler());
	}

	private Fault occupied(String name, int connections) {
		List<Connection> held = new ArrayList<>();
		return new Fault(name, this.lasts, () -> new Sql(this.system).occupy(connections, held), () -> close(held));
	}

	static void close(List<Connection> held) throws SQLException {
		for (Connection connection : held) {
			connection.close();
		}
		held.clear();
	}

	private Fault stormAtPostgres() {
		Storm storm = new Storm(new Sql(this.system));
		return new Fault("PostgreSQL: a storm of connections takes all it accepts, also PgBouncer's", this.lasts,
				storm::begin, storm::end);
	}

	/**
	 * PgBouncer counts clients once it has accepted them. Those of backends stay, except
	 * that one backend has lost its own.
	 */
	private Fault stormAtPooler() throws IOException {
		int clients = Shipped.CLIENTS.number();
		List<Socket> sockets = new ArrayList<>();
		return new Fault("PgBouncer: a storm of connections takes all it accepts, also those of one backend",
				this.lasts, () -> {
					for (int i = 0; i < clients + MORE; i++) {
						sockets.add(new Socket(InetAddress.getLoopbackAddress(), this.system.poolerPort()));
					}
					awaitRefusal();
					this.pooler.reset();
				}, () -> {
					for (Socket socket : sockets) {
						socket.close();
					}
					sockets.clear();
				});
	}

	/** Some are connected for Linux, and not for PgBouncer yet. */
	private void awaitRefusal() throws IOException, InterruptedException, SQLException {
		long begun = System.nanoTime();
		while (!isRefused()) {
			if (System.nanoTime() - begun > PATIENCE.toNanos()) {
				throw new IllegalStateException("PgBouncer refuses nobody");
			}
			TimeUnit.MILLISECONDS.sleep(200);
		}
	}

	private boolean isRefused() throws IOException, SQLException {
		try {
			new Sql(this.system).pooled().close();
			return false;
		}
		catch (SQLException ex) {
			if (String.valueOf(ex.getMessage()).contains("max_client_conn")) {
				return true;
			}
			throw ex;
		}
	}

}
