package io.portfolioplatform.perf.faults;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Sql;

/**
 * What can break, and how it is broken here.
 *
 * @param system the system that is broken
 * @param programs what it is made of
 * @param links the ways from the first backend
 * @param clock the clock of the second backend
 * @param provider where prices come from
 * @param lasts how long what must be mended stays broken
 */
record Faults(LocalSystem system, Programs programs, LinkFaults links, ClockFault clock, ProviderFaults provider,
		Duration lasts) {

	private static final Duration INSTANT = Duration.ofSeconds(1);

	private static final int SLOW_CLIENTS = 90;

	/** {@code default_pool_size} of the shipped PgBouncer. */
	private static final int SERVER_CONNECTIONS = 25;

	List<Fault> all() {
		return Stream
			.of(redis(), this.links.toRedis(), database(), this.links.toPooler(), backends(), this.provider.all(),
					List.of(failedOver("redis"), failedOver("postgres")))
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Return those that are asked for.
	 * @param words parts of their names, none for all of them
	 * @return the faults whose names hold one of the words
	 * @throws IllegalArgumentException if no name holds a word
	 */
	List<Fault> named(List<String> words) {
		List<Fault> all = all();
		for (String word : words) {
			if (all.stream().noneMatch((fault) -> fault.isCalled(word))) {
				throw new IllegalArgumentException("No fault is called '" + word + "'. There are:\n"
						+ all.stream().map(Fault::name).collect(Collectors.joining("\n")));
			}
		}
		return words.isEmpty() ? all
				: all.stream().filter((fault) -> words.stream().anyMatch(fault::isCalled)).toList();
	}

	private List<Fault> redis() {
		return List.of(killed("redis"), stopped("redis"),
				redis("Redis: out of memory", "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 256mb"),
				redis("Redis: publish and subscribe cut", "CLIENT KILL TYPE pubsub", "PING"),
				redis("Redis: emptied", "FLUSHALL", "PING"));
	}

	private List<Fault> database() {
		return List.of(killed("postgres"), stopped("postgres"), killed("pgbouncer"), stopped("pgbouncer"),
				signalled("PgBouncer: reads its configuration again", "pgbouncer", "HUP"), occupied(), locked(),
				commitsFail());
	}

	private List<Fault> backends() {
		return List.of(killed("backend-2"), twoKilled(), stopped("backend-3"),
				this.clock.fault(this.system.management().get(1), new Sql(this.system), this.lasts), slowClients(),
				replaced());
	}

	/** One short of all that PgBouncer may open: what is left must do for everybody. */
	private Fault occupied() {
		List<Connection> held = new ArrayList<>();
		return new Fault("PgBouncer: all but one of its connections are taken", this.lasts,
				() -> held.addAll(new Sql(this.system).occupy(SERVER_CONNECTIONS - 1)), () -> close(held));
	}

	/** A class of statements that do not come back: those that read prices. */
	private Fault locked() {
		List<Connection> held = new ArrayList<>();
		return new Fault("PostgreSQL: nobody can read prices", this.lasts,
				() -> held.add(new Sql(this.system).begin("lock table price in access exclusive mode")),
				() -> close(held));
	}

	/** What a full disk does: everything is taken, and the commit fails. */
	private Fault commitsFail() {
		Sql sql = new Sql(this.system);
		return new Fault("PostgreSQL: no purchase can be committed, as if the disk were full", this.lasts,
				() -> sql.run("""
						create function full_disk() returns trigger language plpgsql as
							$$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
						create constraint trigger full_disk after insert on activity
							deferrable initially deferred for each row execute function full_disk();
						"""), () -> sql.run("drop trigger full_disk on activity; drop function full_disk()"));
	}

	private Fault replaced() {
		return new Fault("Three backends: replaced, one after the other", INSTANT, this.system::rollingRestart, () -> {
		});
	}

	private Fault failedOver(String program) {
		return new Fault(program + ": killed, and its replica takes its place", INSTANT,
				() -> this.system.failover(program), () -> {
				});
	}

	private static void close(List<Connection> held) throws SQLException {
		for (Connection connection : held) {
			connection.close();
		}
		held.clear();
	}

	/** The system has what is started again within a moment. */
	private Fault killed(String program) {
		return new Fault(program + ": killed, and started again", this.lasts,
				() -> this.programs.signal(program, "KILL"), () -> this.system.start(program));
	}

	private Fault twoKilled() {
		return new Fault("Two of three backends: killed, and started again", this.lasts, () -> {
			this.programs.signal("backend-1", "KILL");
			this.programs.signal("backend-3", "KILL");
		}, () -> this.system.start("backend-1", "backend-3"));
	}

	private Fault stopped(String program) {
		return new Fault(program + ": stands still", this.lasts, () -> this.programs.signal(program, "STOP"),
				() -> this.programs.signal(program, "CONT"));
	}

	private Fault signalled(String name, String program, String signal) {
		return new Fault(name, INSTANT, () -> this.programs.signal(program, signal), () -> {
		});
	}

	private Fault redis(String name, String inject, String lift) {
		return new Fault(name, this.lasts, () -> this.programs.redisCli(inject), () -> this.programs.redisCli(lift));
	}

	/** Each sends a header that never ends. */
	private Fault slowClients() {
		List<Socket> sockets = new ArrayList<>();
		return new Fault(SLOW_CLIENTS + " clients that never finish their request", this.lasts, () -> {
			for (int i = 0; i < SLOW_CLIENTS; i++) {
				Socket socket = new Socket(this.system.url().getHost(), this.system.url().getPort());
				socket.getOutputStream()
					.write("POST /api/imports HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
						.getBytes(StandardCharsets.US_ASCII));
				sockets.add(socket);
			}
		}, () -> {
			for (Socket socket : sockets) {
				socket.close();
			}
		});
	}

}
