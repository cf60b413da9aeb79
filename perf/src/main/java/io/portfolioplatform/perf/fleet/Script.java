package io.portfolioplatform.perf.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.portfolioplatform.perf.report.Machine;
import io.portfolioplatform.test.PgBouncerServer;
import io.portfolioplatform.test.PostgresDatabase;

/**
 * What happens to a fleet: it grows in ten seconds, shrinks, grows, is replaced pod by
 * pod, loses a third to {@code kill -9}, is cut off from the pooler and its registry in
 * part for a minute, and is suspended in part for longer than a lease.
 */
final class Script implements AutoCloseable {

	private static final int FLOOR = 2;

	private final Strategy strategy;

	private final Settings settings;

	private final PgBouncerServer pooler;

	private final PostgresDatabase database;

	private final PoolerWatch watch;

	private final List<WorkerProcess> workers = new ArrayList<>();

	private final List<WorkerProcess> dead = new ArrayList<>();

	private final Map<String, WorkerProcess> pods = new LinkedHashMap<>();

	private final Map<String, Long> firsts = new ConcurrentHashMap<>();

	private final List<Phase> phases = new ArrayList<>();

	private long[] before = new long[3];

	private int started;

	private double floorSeconds = Double.NaN;

	private Script(Strategy strategy, Settings settings, PgBouncerServer pooler, PostgresDatabase database)
			throws IOException {
		this.strategy = strategy;
		this.settings = settings;
		this.pooler = pooler;
		this.database = database;
		this.watch = PoolerWatch.start(pooler.port());
	}

	static Outcome run(Strategy strategy, Settings settings, PgBouncerServer pooler, PostgresDatabase database)
			throws IOException {
		try (Script script = new Script(strategy, settings, pooler, database)) {
			script.play();
			return script.outcome();
		}
	}

	private void play() throws IOException {
		for (int i = 0; i < this.settings.workers(); i++) {
			launch();
		}
		warmUp();
		start(this.settings.small(), 0);
		pass(20);
		end("%d pods".formatted(this.settings.small()));
		grow();
		pass(15);
		end("to %d in 10 s".formatted(this.settings.large()));
		stop(this.settings.large() - this.settings.small(), 10);
		pass(5);
		end("back to %d".formatted(this.settings.small()));
		start(this.settings.large() - this.settings.small(), 10);
		pass(10);
		replace();
		pass(10);
		end("rolling replacement");
		kill();
		pass(20);
		end("kill -9 of a third");
		List<WorkerProcess> third = this.workers.subList(0, this.settings.workers() / 3);
		third.forEach(WorkerProcess::partition);
		pass(60);
		third.forEach(WorkerProcess::heal);
		pass(15);
		end("60 s partition of a third");
		suspend(this.workers.subList(0, this.settings.workers() / 4));
		pass(15);
		end("SIGSTOP of a quarter, 45 s");
	}

	private void launch() throws IOException {
		this.workers.add(WorkerProcess.start(this.strategy, this.settings, this.pooler.port(), this.database.name(),
				this.firsts));
	}

	/**
	 * One pod after the other has been there and is gone: what is measured is no JVM that
	 * loads classes.
	 */
	private void warmUp() {
		this.workers.forEach(this::beginToWarmUp);
		this.workers.forEach(this::warmUp);
		pass(3);
		this.watch.takePeak();
		end("");
		this.phases.clear();
	}

	private void beginToWarmUp(WorkerProcess worker) {
		worker.command("start warm" + worker.pid() + " 1");
	}

	private void warmUp(WorkerProcess worker) {
		String name = "warm" + worker.pid();
		awaitAtMostAMinute(() -> this.firsts.remove(name) != null);
		worker.command("stop " + name);
		awaitAtMostAMinute(() -> !this.watch.clients().containsKey(name));
		this.firsts.remove(name);
	}

	/**
	 * A pod that finds the pooler full gets no connection, however long it waits.
	 */
	private void awaitAtMostAMinute(BooleanSupplier condition) {
		long end = System.nanoTime() + this.settings.seconds(60).toNanos();
		while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
		}
	}

	private void start(int count, double seconds) {
		for (int i = 0; i < count; i++) {
			String name = "pod" + ++this.started;
			WorkerProcess worker = this.workers.get(this.started % this.workers.size());
			this.pods.put(name, worker);
			worker.command("start " + name + " " + this.pods.size());
			tellReplicas();
			pass(seconds / count);
		}
	}

	private void stop(int count, double seconds) {
		for (String name : List.copyOf(this.pods.keySet()).subList(0, count)) {
			Objects.requireNonNull(this.pods.remove(name), name).command("stop " + name);
			tellReplicas();
			pass(seconds / count);
		}
	}

	/**
	 * As a deployment does that may have a fifth more.
	 */
	private void replace() {
		int surge = Math.max(1, this.settings.large() / 5);
		for (int replaced = 0; replaced < this.settings.large(); replaced += surge) {
			start(surge, 1);
			pass(1);
			stop(surge, 1);
		}
	}

	private void grow() {
		start(this.settings.large() - this.settings.small(), 10);
		long start = System.nanoTime();
		while (System.nanoTime() - start < this.settings.seconds(60).toNanos()) {
			Map<String, Integer> clients = this.watch.clients();
			if (this.pods.keySet().stream().allMatch((pod) -> clients.getOrDefault(pod, 0) >= FLOOR)) {
				this.floorSeconds = (System.nanoTime() - start) / 1e9;
				return;
			}
			LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
		}
	}

	/**
	 * What watches the processes starts as many others.
	 */
	private void kill() throws IOException {
		int lost = 0;
		for (WorkerProcess victim : List.copyOf(this.workers.subList(0, this.settings.workers() / 3))) {
			victim.kill();
			this.workers.remove(victim);
			this.dead.add(victim);
			int before = this.pods.size();
			this.pods.values().removeIf((worker) -> worker == victim);
			lost += before - this.pods.size();
			launch();
		}
		List<WorkerProcess> others = this.workers.subList(this.workers.size() - this.settings.workers() / 3,
				this.workers.size());
		others.forEach(this::beginToWarmUp);
		others.forEach(this::warmUp);
		start(lost, 2);
	}

	private void suspend(List<WorkerProcess> victims) throws IOException {
		for (WorkerProcess victim : victims) {
			victim.signal("STOP");
		}
		pass(45);
		for (WorkerProcess victim : victims) {
			victim.signal("CONT");
		}
	}

	private void tellReplicas() {
		this.workers.forEach((worker) -> worker.command("replicas " + this.pods.size()));
	}

	private void pass(double seconds) {
		long end = System.nanoTime() + this.settings.seconds(seconds).toNanos();
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private void end(String phase) {
		long[] now = new long[3];
		List<WorkerProcess> all = new ArrayList<>(this.workers);
		all.addAll(this.dead);
		for (WorkerProcess worker : all) {
			for (int i = 0; i < now.length; i++) {
				now[i] += worker.counts()[i];
			}
		}
		this.phases.add(new Phase(phase, this.watch.takePeak(), now[2] - this.before[2], now[0] - this.before[0],
				now[1] - this.before[1]));
		this.before = now;
	}

	private Outcome outcome() {
		List<WorkerProcess> all = new ArrayList<>(this.dead);
		all.addAll(this.workers);
		return new Outcome(this.strategy, this.settings, Machine.describe(), List.copyOf(this.phases),
				this.firsts.values().stream().sorted().toList(), this.started - this.firsts.size(), this.started,
				this.floorSeconds, all.stream().map(WorkerProcess::pid).toList(), this.watch.samples());
	}

	@Override
	public void close() throws IOException {
		for (WorkerProcess worker : this.workers) {
			worker.close();
		}
		this.watch.close();
	}

}
