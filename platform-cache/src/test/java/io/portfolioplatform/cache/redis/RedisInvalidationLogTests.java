package io.portfolioplatform.cache.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.portfolioplatform.cache.coherence.Invalidation;
import io.portfolioplatform.cache.coherence.LogFollower;
import io.portfolioplatform.cache.coherence.Trust;
import io.portfolioplatform.cache.shared.Breaker;
import io.portfolioplatform.cache.shared.Leases;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedResults.Found;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RedisInvalidationLog} whose Redis loses what was written last, step by
 * step, so that no time decides.
 */
@Timeout(60)
class RedisInvalidationLogTests {

	private static final ResultRef REF = new ResultRef("prices", "m", "s1:x", List.of("t"), "schema");

	private final RedisServer redis = RedisServer.start();

	private final FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis, this.proxy));

	private final RedissonClient client = client(this.proxy.port());

	private final RedisInvalidationLog log = new RedisInvalidationLog(this.client, "app");

	private final RedisInvalidationLog other = new RedisInvalidationLog(client(this.redis.port()), "app");

	private final RedisSharedResults shared = shared(this.client, Duration.ofMinutes(1));

	private final List<String> forgotten = new ArrayList<>();

	private final LogFollower follower = new LogFollower(this.log,
			new Trust(Ticker.systemTicker(), Duration.ofHours(1)),
			(invalidation) -> this.forgotten.add(invalidation.name()), () -> this.forgotten.add("everything"));

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

	@Test
	void followsOnlyWhatOthersAppendAndOnce() throws Exception {
		append(this.other, "before");
		this.follower.step();
		append(this.other, "a");
		append(this.log, "own");
		append(this.other, "b");
		this.follower.step();
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "a", "b");
	}

	@Test
	void forgetsEverythingIfTheStreamWasLostAndWrittenAnew() throws Exception {
		append(this.other, "before");
		this.follower.step();
		append(this.other, "missed");
		RedisCommand.send(this.redis.port(), "FLUSHALL");
		append(this.other, "seen");
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "everything");
	}

	@Test
	void forgetsEverythingIfTheStreamWasLostBeforeItsFirstEntry() throws Exception {
		this.follower.step();
		append(this.other, "missed");
		RedisCommand.send(this.redis.port(), "FLUSHALL");
		append(this.other, "seen");
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "everything");
	}

	@ParameterizedTest
	@ValueSource(strings = { "newest(KEYS[1])", "append(KEYS[1], 10, 'cache', 'seen')" })
	void streamThatIsLostAndWrittenAnewInTheSameMillisecondLacksWhatWasSeen(String anew) {
		// Within a script * is one millisecond, as it is for scripts that follow quickly:
		// always since Redis 7.2, and nearly always before.
		List<?> seen = this.client.getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE, RedisScripts.of() + """
				local seen = newest(KEYS[1])
				redis.call('DEL', KEYS[1])
				%s
				return redis.call('XRANGE', KEYS[1], seen, seen)
				""".formatted(anew), RScript.ReturnType.LIST, List.of("stream"));
		assertThat(seen).isEmpty();
	}

	@Test
	void forgetsEverythingWhenItIsFarBehind() throws Exception {
		this.follower.step();
		for (int i = 0; i < 1_500; i++) {
			append(this.other, "many");
		}
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "everything");
	}

	@Test
	void neitherFollowsNorStartsAgainWhereNothingCanBeAppended() {
		assertThat(this.follower.step()).isTrue();
		for (String[] fault : new String[][] { { "CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0" },
				{ "REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE" } }) {
			RedisCommand.send(this.redis.port(), fault[0]);
			// A write that succeeded shortly before spares the next.
			await().until(() -> !this.follower.step());
			assertThat(this.follower.step()).as(fault[0]).isFalse();
			RedisCommand.send(this.redis.port(), fault[1]);
			assertThat(this.follower.step()).as(fault[1]).isTrue();
		}
	}

	@Test
	void nothingOldIsServedAfterAFailoverToAReplicaThatLacksTheLastEntries() throws Exception {
		append(this.other, "before");
		this.follower.step();
		keep("old");
		RedisServer replica = replica();
		// From here the replica misses everything.
		RedisCommand.send(replica.port(), "REPLICAOF NO ONE");
		this.other.append(Invalidation.of("prices", "m", "s1:x")).toCompletableFuture().get(10, TimeUnit.SECONDS);
		this.proxy.redirect(replica.host(), replica.port());
		await().ignoreExceptions().until(() -> this.client.getKeys().count() > 0);
		assertThat(find()).as("what the replica still has").isInstanceOf(Found.Result.class);
		this.follower.step();
		assertThat(this.forgotten).containsExactly("everything", "everything");
		assertThat(find()).isInstanceOf(Found.Turn.class);
	}

	@Test
	void resultComputedFromBeforeAFailoverIsNotKept() throws Exception {
		this.follower.step();
		Found.Turn turn = (Found.Turn) find();
		RedisServer replica = replica();
		RedisCommand.send(replica.port(), "REPLICAOF NO ONE");
		this.other.append(Invalidation.of("prices", "m", "s1:x")).toCompletableFuture().get(10, TimeUnit.SECONDS);
		this.proxy.redirect(replica.host(), replica.port());
		await().ignoreExceptions().until(() -> this.client.getKeys().count() > 0);
		this.follower.step();
		this.shared.keep(REF, turn, "old".getBytes(), Duration.ofHours(1));
		// Asked on the same connection or after it: the answer comes when keep is done.
		await().until(() -> !(find() instanceof Found.Busy));
		assertThat(find()).isNotInstanceOf(Found.Result.class);
	}

	@Test
	void renewsATurnThatItHoldsAndNoOther() {
		RedisSharedResults brief = shared(this.client, Duration.ofSeconds(5));
		Found.Turn turn = (Found.Turn) brief.find(REF, Duration.ZERO);
		String key = new RedisNames("app").turn(REF.cache(), REF.method(), REF.key());
		RedisCommand.send(this.redis.port(), "PEXPIRE " + quoted(key) + " 600000");
		try (var hold = brief.hold(List.of(REF), turn)) {
			assertThat(hold).isNotNull();
			await().until(() -> ttl(key) <= 5_000);
		}
		RedisCommand.send(this.redis.port(), "SET " + quoted(key) + " other PX 600000");
		long scripts = scripts();
		try (var hold = brief.hold(List.of(REF), turn)) {
			assertThat(hold).isNotNull();
			await().until(() -> scripts() > scripts);
			assertThat(ttl(key)).isGreaterThan(5_000);
		}
	}

	private long scripts() {
		return RedisCommand.send(this.redis.port(), "INFO commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_eval"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("[^=]*calls=(\\d+),.*", "$1")))
			.sum();
	}

	private long ttl(String key) {
		return Long.parseLong(RedisCommand.send(this.redis.port(), "PTTL " + quoted(key))
			.lines()
			.findFirst()
			.orElse("")
			.substring(1));
	}

	private static String quoted(String key) {
		return '"' + key + '"';
	}

	private Found find() {
		return this.shared.find(REF, Duration.ZERO);
	}

	private void keep(String value) {
		this.shared.keep(REF, (Found.Turn) find(), value.getBytes(), Duration.ofHours(1));
		await().until(() -> find() instanceof Found.Result);
	}

	private static void append(RedisInvalidationLog log, String cache) throws Exception {
		log.append(Invalidation.all(cache)).toCompletableFuture().get(10, TimeUnit.SECONDS);
	}

	private RedisServer replica() {
		RedisServer replica = RedisServer.start("replicaof 127.0.0.1 " + this.redis.port());
		this.open.add(replica);
		await().atMost(Duration.ofSeconds(30)).until(() -> isInSync(replica));
		return replica;
	}

	private boolean isInSync(RedisServer replica) {
		String info = RedisCommand.send(replica.port(), "INFO replication");
		String offset = RedisCommand.field(RedisCommand.send(this.redis.port(), "INFO replication"),
				"master_repl_offset");
		return "up".equals(RedisCommand.field(info, "master_link_status"))
				&& offset.equals(RedisCommand.field(info, "slave_repl_offset"));
	}

	private RedisSharedResults shared(RedissonClient client, Duration lease) {
		Leases leases = new Leases(lease, Duration.ofMinutes(1));
		this.open.add(leases);
		return new RedisSharedResults(client, "app", new Breaker(Ticker.systemTicker()), Duration.ofSeconds(5), leases,
				Abreast.ALWAYS);
	}

	private RedissonClient client(int port) {
		Config config = new Config();
		config.setNettyThreads(2);
		config.setThreads(2);
		config.useSingleServer()
			.setAddress("redis://localhost:" + port)
			.setConnectionPoolSize(4)
			.setConnectionMinimumIdleSize(1)
			.setRetryAttempts(0);
		RedissonClient client = Redisson.create(config);
		this.open.add(client::shutdown);
		return client;
	}

}
