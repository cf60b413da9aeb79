package io.portfolioplatform.perf.faults;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.portfolioplatform.perf.load.Connections;
import io.portfolioplatform.perf.load.LocalSystem;
import io.portfolioplatform.test.proxy.Direction;
import io.portfolioplatform.test.proxy.FaultProxy;

/**
 * What can go wrong on the way from the first backend to what it uses, and from all of
 * them to Redis.
 *
 * @param redis what stands between the first backend and Redis
 * @param redisOfOthers what stands between the other backends and Redis
 * @param pooler what stands between the first backend and PgBouncer
 * @param lasts how long it goes wrong
 */
record LinkFaults(FaultProxy redis, FaultProxy redisOfOthers, FaultProxy pooler, Duration lasts) {

	private static final Duration HOP = Duration.ofMillis(200);

	private static final Duration LATE = Duration.ofMillis(100);

	private static final double LOST = 0.2;

	/** Everything in Redis can be had without it. */
	List<Fault> toRedis() {
		return Stream
			.of(one("Redis answers one backend 200 ms late", this.redis, (proxy) -> proxy.latency(HOP)), everywhere(),
					cut("One backend cannot reach Redis", this.redis),
					one("Redis' answers to one backend are lost", this.redis,
							(proxy) -> proxy.drop(Direction.TO_CLIENT)),
					bad("From one backend to Redis", this.redis, Direction.TO_SERVER),
					bad("From Redis to one backend", this.redis, Direction.TO_CLIENT))
			.map(Fault::forFew)
			.toList();
	}

	List<Fault> toPooler() {
		return List.of(cut("One backend cannot reach PgBouncer", this.pooler),
				one("PgBouncer's answers to one backend are lost", this.pooler,
						(proxy) -> proxy.drop(Direction.TO_CLIENT)),
				cut("One backend reaches neither Redis nor PgBouncer", this.redis, this.pooler),
				one("PgBouncer answers one backend 200 ms late", this.pooler, (proxy) -> proxy.latency(HOP)),
				bad("From one backend to PgBouncer", this.pooler, Direction.TO_SERVER),
				bad("From PgBouncer to one backend", this.pooler, Direction.TO_CLIENT));
	}

	/**
	 * Count the connections of all backends, on these ways and others. What nobody but
	 * backends opens does not count.
	 * @param system whose backends they are
	 */
	Sockets sockets(LocalSystem system) throws IOException {
		Set<Integer> poolers = Set.of(system.poolerPort(), this.pooler.port());
		Set<Integer> redises = Set.copyOf(List.of(system.redisPort(), this.redis.port(), this.redisOfOthers.port()));
		Sockets sockets = Sockets.NONE;
		for (Map.Entry<String, ProcessHandle> program : system.processes().entrySet()) {
			if (program.getKey().startsWith("backend-")) {
				sockets = sockets.plus(sockets(program.getValue(), poolers, redises));
			}
		}
		return sockets;
	}

	/** It may end meanwhile. */
	private static Sockets sockets(ProcessHandle backend, Set<Integer> poolers, Set<Integer> redises)
			throws IOException {
		try {
			return new Sockets(Connections.of(backend, poolers), Connections.of(backend, redises));
		}
		catch (NoSuchFileException ex) {
			return Sockets.NONE;
		}
	}

	/** The connections there are stay: what was near is far now. */
	private Fault everywhere() {
		List<FaultProxy> proxies = List.of(this.redis, this.redisOfOthers);
		Map<FaultProxy, Long> before = new HashMap<>();
		return new Fault("Redis answers every backend 200 ms late", this.lasts, () -> proxies.forEach((proxy) -> {
			before.put(proxy, proxy.chunks(Direction.TO_CLIENT));
			proxy.latency(HOP);
		}), () -> {
			proxies.forEach(FaultProxy::restore);
			if (proxies.stream()
				.anyMatch((proxy) -> proxy.chunks(Direction.TO_CLIENT) == before.getOrDefault(proxy, 0L))) {
				throw new IllegalStateException("some had no answers that could be late");
			}
		});
	}

	private Fault cut(String name, FaultProxy... proxies) {
		return new Fault(name, this.lasts, () -> {
			for (FaultProxy proxy : proxies) {
				proxy.refuse();
				breakOff(proxy);
			}
		}, () -> {
			for (FaultProxy proxy : proxies) {
				int open = proxy.openConnections();
				proxy.restore();
				if (open > 0) {
					throw new IllegalStateException(open + " connections went on meanwhile");
				}
			}
		});
	}

	private Fault one(String name, FaultProxy proxy, Consumer<FaultProxy> inject) {
		return new Fault(name, this.lasts, () -> {
			inject.accept(proxy);
			breakOff(proxy);
		}, proxy::restore);
	}

	/** Nothing would be broken where nobody goes. */
	private static void breakOff(FaultProxy proxy) {
		if (proxy.openConnections() == 0) {
			throw new IllegalStateException("no connection goes this way");
		}
		proxy.reset();
	}

	/** The connections there are stay: on a bad line they do. */
	private Fault bad(String way, FaultProxy proxy, Direction direction) {
		AtomicLong before = new AtomicLong();
		return new Fault(way + ": 100 ms late, and a fifth is lost and sent again", this.lasts, () -> {
			before.set(proxy.losses(direction));
			proxy.latency(direction, LATE);
			proxy.lose(direction, LOST);
		}, () -> {
			proxy.restore();
			if (proxy.losses(direction) == before.get()) {
				throw new IllegalStateException("nothing was sent that could be lost");
			}
		});
	}

}
