package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.perf.load.Shipped;
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

	/**
	 * How often all backends are replaced where faults last as long as they do by
	 * default.
	 */
	private static final int ROUNDS = 20;

	private static final int LONG_SECONDS = 10;

	private static final String POOL = "default_pool_size";

	private static final int SMALLER_POOL = 5;

	List<Fault> all() throws IOException {
		return Stream
			.of(redis(), this.links.toRedis(), database(),
					new PoolFaults(this.system, this.links.pooler(), this.lasts).all(), this.links.toPooler(),
					backends(), new SlowClients(this.system, this.lasts).all(), this.provider.all(), failovers())
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Return those that are asked for.
	 * @param words parts of their names, none for all of them
	 * @return the faults whose names hold one of the words
	 * @throws IllegalArgumentException if no name holds a word
	 */
	List<Fault> named(List<String> words) throws IOException {
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
		return Stream
			.concat(Stream.of(killed("redis"), stopped("redis")),
					new RedisFaults(this.system, this.lasts).all().stream())
			.map(Fault::forFew)
			.toList();
	}

	private List<Fault> database() {
		return List.of(killed("postgres"), stopped("postgres"), killed("pgbouncer"), stopped("pgbouncer"),
				reconfigured(), locked(), commitsFail());
	}

	private List<Fault> backends() {
		return Stream
			.of(killed("backend-2"), twoKilled(), stopped("backend-3"),
					this.clock.fault(this.system.management().get(1), new Sql(this.system), this.lasts), replaced())
			.map(Fault::forFew)
			.toList();
	}

	private List<Fault> failovers() {
		return List.of(failedOver("redis", "its replica takes its place").forFew(),
				failedOver("postgres", "its replica, without which nothing was committed, takes its place"));
	}

	/** A class of statements that do not come back: those that read prices. */
	private Fault locked() {
		List<Connection> held = new ArrayList<>();
		return new Fault("PostgreSQL: nobody can read prices", this.lasts,
				() -> held.add(new Sql(this.system).begin("lock table price in access exclusive mode")),
				() -> PoolFaults.close(held));
	}

	/** What a full disk does: everything is taken, and the commit fails. */
	private Fault commitsFail() {
		Sql sql = new Sql(this.system);
		return new Fault("PostgreSQL: no write can be committed, as if the disk were full", this.lasts,
				() -> sql.run("""
						create function full_disk() returns trigger language plpgsql as
							$$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
						create constraint trigger full_disk after insert or update or delete on activity
							deferrable initially deferred for each row execute function full_disk();
						"""), () -> sql.run("drop trigger full_disk on activity; drop function full_disk()"));
	}

	private Fault replaced() {
		int rounds = (this.lasts.toSeconds() >= LONG_SECONDS) ? ROUNDS : 1;
		return new Fault(
				"Three backends: replaced one after the other, " + rounds + ((rounds == 1) ? " round" : " rounds"),
				INSTANT, () -> this.system.rollingRestart(rounds), () -> {
				});
	}

	private Fault failedOver(String program, String what) {
		return new Fault(program + ": killed, and " + what, INSTANT, () -> this.system.failover(program), () -> {
		});
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

	private Fault reconfigured() {
		Sql sql = new Sql(this.system);
		return new Fault("PgBouncer: reads another configuration, with a smaller pool, and the first one again",
				this.lasts, () -> reconfigure(Shipped.POOL.number(), SMALLER_POOL), () -> {
					String seen = sql.poolerSetting(POOL).orElseThrow();
					reconfigure(SMALLER_POOL, Shipped.POOL.number());
					if (!seen.equals(Integer.toString(SMALLER_POOL))) {
						throw new IllegalStateException(POOL + " was " + seen + " meanwhile");
					}
				});
	}

	private void reconfigure(int from, int to) throws IOException, InterruptedException {
		Path file = this.system.directory().resolve("pgbouncer/pgbouncer.ini");
		String text = Files.readString(file);
		String changed = text.replace(POOL + " = " + from, POOL + " = " + to);
		if (changed.equals(text)) {
			throw new IllegalStateException(file + " does not set " + POOL + " to " + from);
		}
		Files.writeString(file, changed);
		this.programs.signal("pgbouncer", "HUP");
	}

}
