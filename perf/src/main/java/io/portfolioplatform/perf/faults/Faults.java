package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Sql;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;

/**
 * What can break, and how it is broken here.
 *
 * @param system the system that is broken
 * @param redis what stands between the first backend and Redis
 * @param pooler what stands between the first backend and PgBouncer
 * @param lasts how long what must be mended stays broken
 */
record Faults(LocalSystem system, FaultProxy redis, FaultProxy pooler, Duration lasts) {

	private static final Duration HOP = Duration.ofMillis(200);

	private static final Duration INSTANT = Duration.ofSeconds(1);

	private static final int SLOW_CLIENTS = 90;

	/** {@code default_pool_size} of the shipped PgBouncer. */
	private static final int SERVER_CONNECTIONS = 25;

	List<Fault> all() {
		return List.of(killed("redis"), stopped("redis"),
				redis("Redis: out of memory", "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 256mb"),
				redis("Redis: publish and subscribe cut", "CLIENT KILL TYPE pubsub", "PING"),
				redis("Redis: emptied", "FLUSHALL", "PING"),
				one("Redis answers one backend 200 ms late", this.redis, (proxy) -> proxy.latency(HOP)),
				one("One backend cannot reach Redis", this.redis, FaultProxy::refuse),
				one("Redis' answers to one backend are lost", this.redis, (proxy) -> proxy.drop(Direction.TO_CLIENT)),
				killed("postgres"), stopped("postgres"), killed("pgbouncer"), stopped("pgbouncer"),
				signalled("PgBouncer: reads its configuration again", "pgbouncer", "HUP"),
				one("One backend cannot reach PgBouncer", this.pooler, FaultProxy::refuse),
				one("PgBouncer's answers to one backend are lost", this.pooler,
						(proxy) -> proxy.drop(Direction.TO_CLIENT)),
				new Fault("One backend reaches neither Redis nor PgBouncer", this.lasts, () -> {
					this.redis.refuse();
					this.pooler.refuse();
				}, () -> {
					this.redis.restore();
					this.pooler.restore();
				}), one("PgBouncer answers one backend 200 ms late", this.pooler, (proxy) -> proxy.latency(HOP)),
				occupied(), locked(), commitsFail(), killed("backend-2"), twoKilled(), stopped("backend-3"),
				slowClients(), replaced(), failedOver("redis"), failedOver("postgres"));
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
		return new Fault(program + ": killed, and started again", this.lasts, () -> kill(program, "KILL"),
				() -> this.system.start(program));
	}

	private Fault twoKilled() {
		return new Fault("Two of three backends: killed, and started again", this.lasts, () -> {
			kill("backend-1", "KILL");
			kill("backend-3", "KILL");
		}, () -> this.system.start("backend-1", "backend-3"));
	}

	private Fault stopped(String program) {
		return new Fault(program + ": stands still", this.lasts, () -> kill(program, "STOP"),
				() -> kill(program, "CONT"));
	}

	private Fault signalled(String name, String program, String signal) {
		return new Fault(name, INSTANT, () -> kill(program, signal), () -> {
		});
	}

	private Fault redis(String name, String inject, String lift) {
		return new Fault(name, this.lasts, () -> redisCli(inject), () -> redisCli(lift));
	}

	private Fault one(String name, FaultProxy proxy, Consumer<FaultProxy> inject) {
		return new Fault(name, this.lasts, () -> {
			inject.accept(proxy);
			proxy.reset();
		}, proxy::restore);
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

	/** The program and what it started: PostgreSQL is many processes. */
	private void kill(String program, String signal) throws IOException, InterruptedException {
		ProcessHandle process = this.system.process(program);
		List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
		process.descendants().forEach((child) -> command.add(Long.toString(child.pid())));
		command.add(Long.toString(process.pid()));
		run(command);
		if ("KILL".equals(signal)) {
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
	}

	private void redisCli(String command) throws IOException, InterruptedException {
		String password = Files.readString(this.system.directory().resolve("secrets/redis_password")).strip();
		List<String> arguments = new ArrayList<>(
				List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(this.system.redisPort())));
		arguments.addAll(List.of(command.split(" ", -1)));
		ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
		builder.environment().put("REDISCLI_AUTH", password);
		check(builder, arguments);
	}

	private static void run(List<String> command) throws IOException, InterruptedException {
		check(new ProcessBuilder(command).redirectErrorStream(true), command);
	}

	private static void check(ProcessBuilder builder, List<String> command) throws IOException, InterruptedException {
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		// PostgreSQL's processes end each other: the last ones are gone when their turn
		// comes.
		boolean gone = output.lines().count() > 0
				&& output.lines().allMatch((line) -> line.endsWith("No such process"));
		if ((process.waitFor() != 0 && !gone) || output.startsWith("ERR")) {
			throw new IOException(command + ": " + output);
		}
	}

}
