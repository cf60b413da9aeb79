package io.portfolioplatform.cache.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import io.portfolioplatform.cache.Memoize;
import io.portfolioplatform.cache.Memoizer;
import io.portfolioplatform.cache.PlatformCaches;
import io.portfolioplatform.cache.autoconfigure.PlatformCacheAutoConfiguration;
import io.portfolioplatform.cache.memoize.DefaultMemoizer;
import io.portfolioplatform.cache.redis.RedisFleet;
import io.portfolioplatform.redis.autoconfigure.PlatformRedisAutoConfiguration;
import io.portfolioplatform.test.PostgresDatabase;
import io.portfolioplatform.test.PostgresServer;
import io.portfolioplatform.test.RedisServer;
import io.portfolioplatform.test.proxy.FaultProxy;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link JdbcJournal} between two processes with a real Redis and PostgreSQL.
 */
@Timeout(90)
@ExtendWith(OutputCaptureExtension.class)
class JdbcJournalTests {

	private static final Map<String, Integer> DATABASE = new ConcurrentHashMap<>();

	private final PostgresDatabase database = PostgresServer.shared().createDatabase();

	private final RedisServer redis = RedisServer.start();

	private final FaultProxy proxy = FaultProxy.to(this.redis.host(), this.redis.port());

	private final List<AutoCloseable> open = new ArrayList<>(List.of(this.redis, this.proxy));

	private final DataSource dataSource = new DriverManagerDataSource(this.database.jdbcUrl(), this.database.username(),
			this.database.password());

	private final JdbcClient jdbc = JdbcClient.create(this.dataSource);

	@BeforeEach
	void createTable() {
		new ResourceDatabasePopulator(new ClassPathResource("journal.sql", JdbcJournal.class)).execute(this.dataSource);
	}

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

	@Test
	void writerThatIsCutOffFromRedisAloneIsHeard() {
		ConfigurableApplicationContext writer = node(this.proxy.port());
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(reader, "x", "y", "z");
		this.proxy.pause();
		inTransaction(writer, () -> {
			writer.getBean(Memoizer.class).evict(Numbers.class, "get", "x");
			writer.getBean(Memoizer.class).evictTag("tag:y");
			writer.getBean(PlatformCaches.class).get("named").put("n", 2);
			change("x", "y", "n");
			assertThat(rows()).as("before the commit").isZero();
		});
		patiently().untilAsserted(() -> {
			assertThat(get(reader, "x")).isEqualTo(2);
			assertThat(get(reader, "y")).isEqualTo(2);
			assertThat(named(reader, "n")).isEqualTo(2);
		});
		assertThat(get(reader, "z")).as("what was not changed").isEqualTo(1);
		await().untilAsserted(() -> assertThat(rows()).isZero());
	}

	@Test
	void evictionThatTheCommitAsksForIsHeardToo() {
		ConfigurableApplicationContext writer = node(this.proxy.port());
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(reader, "x", "y", "z");
		this.proxy.pause();
		Memoizer memoizer = writer.getBean(Memoizer.class);
		writer.getBean(FlushingTransactionManager.class).flush = () -> memoizer.evictTag("tag:y");
		inTransaction(writer, () -> {
			change("x", "y", "z");
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					memoizer.evict(Numbers.class, "get", "x");
				}

				@Override
				public void afterCommit() {
					assertThat(rows()).isEqualTo(2);
					memoizer.evict(Numbers.class, "get", "z");
				}

			});
		});
		assertThat(rows()).isEqualTo(3);
		patiently().untilAsserted(() -> {
			assertThat(get(reader, "x")).isEqualTo(2);
			assertThat(get(reader, "y")).isEqualTo(2);
			assertThat(get(reader, "z")).isEqualTo(2);
		});
	}

	@Test
	void transactionThatOnlyReadsWritesNoRow() {
		ConfigurableApplicationContext writer = node(this.redis.port());
		TransactionTemplate reading = new TransactionTemplate(writer.getBean(JdbcTransactionManager.class));
		reading.setReadOnly(true);
		this.jdbc.sql("alter table platform_cache_journal add constraint none check (false) not valid").update();
		reading.executeWithoutResult((status) -> writer.getBean(Memoizer.class).evictAll("numbers"));
		assertThat(rows()).isZero();
	}

	@Test
	void evictionOutsideATransactionIsHeardToo() {
		ConfigurableApplicationContext writer = node(this.proxy.port());
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(reader, "x");
		this.proxy.pause();
		change("x");
		writer.getBean(Memoizer.class).evictAll("numbers");
		patiently().untilAsserted(() -> assertThat(get(reader, "x")).isEqualTo(2));
	}

	@Test
	void keyThatAnOperatorEvictsIsHeardToo() {
		ConfigurableApplicationContext writer = node(this.proxy.port());
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(reader, "x");
		get(writer, "x");
		this.proxy.pause();
		change("x");
		writer.getBean(DefaultMemoizer.class).evictKey("numbers", "x");
		patiently().untilAsserted(() -> assertThat(get(reader, "x")).isEqualTo(2));
	}

	@Test
	void changeWhoseEvictionCannotBeWrittenIsNotCommitted() {
		ConfigurableApplicationContext writer = node(this.redis.port());
		this.jdbc.sql("create table change (value int)").update();
		this.jdbc.sql("alter table platform_cache_journal add constraint none check (false) not valid").update();
		assertThat(catchThrowable(() -> inTransaction(writer, () -> {
			writer.getBean(JdbcClient.class).sql("insert into change values (2)").update();
			writer.getBean(Memoizer.class).evictAll("numbers");
		}))).isInstanceOf(DataAccessException.class).hasMessageContaining("insert into platform_cache_journal");
		assertThat(this.jdbc.sql("select count(*) from change").query(Integer.class).single()).isZero();
	}

	@Test
	void writerThatEndsAfterItsCommitIsHeard() {
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(reader, "x", "y");
		change("x", "y");
		leave("TAG", "tag:x");
		patiently().untilAsserted(() -> assertThat(get(reader, "x")).isEqualTo(2));
		assertThat(get(reader, "y")).isEqualTo(1);
		await().untilAsserted(() -> assertThat(rows()).isZero());
	}

	@Test
	void evictionsOfAHealthyWriterAreToldOnce() {
		ConfigurableApplicationContext writer = node(this.redis.port());
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(writer);
		remember(reader);
		long before = told(writer);
		for (int i = 0; i < 10; i++) {
			String tag = "tag:" + i;
			inTransaction(writer, () -> writer.getBean(Memoizer.class).evictTag(tag));
			await().pollInterval(Duration.ofMillis(5)).until(() -> rows() == 0);
		}
		await().during(Duration.ofMillis(500)).until(() -> told(writer) == before + 10);
	}

	@Test
	void soManyEvictionsThatEverythingIsForgotten() {
		ConfigurableApplicationContext reader = node(this.redis.port());
		remember(reader, "x");
		change("x");
		this.jdbc
			.sql("insert into platform_cache_journal (id, namespace, node, kind, name) "
					+ "select n::text, 'application', 'gone', 'TAG', 'none' from generate_series(1, 1000) n")
			.update();
		patiently().untilAsserted(() -> assertThat(get(reader, "x")).isEqualTo(2));
		await().untilAsserted(() -> assertThat(rows()).isZero());
	}

	@Test
	void othersApplicationsAreLeftAlone() {
		ConfigurableApplicationContext reader = node(this.redis.port());
		this.jdbc
			.sql("insert into platform_cache_journal (id, namespace, node, kind, name) "
					+ "values ('1', 'other', 'gone', 'TAG', 'none')")
			.update();
		leave("TAG", "none");
		await().untilAsserted(() -> assertThat(rows()).isEqualTo(1));
		assertThat(reader.isActive()).isTrue();
	}

	@Test
	void nothingIsLeftOfWhatRedisWasTold() {
		ConfigurableApplicationContext writer = node(this.redis.port());
		remember(writer, "x");
		inTransaction(writer, () -> writer.getBean(Memoizer.class).evict(Numbers.class, "get", "x"));
		await().untilAsserted(() -> assertThat(rows()).isZero());
	}

	@Test
	void nothingIsWrittenAfterARollback() {
		ConfigurableApplicationContext writer = node(this.redis.port());
		this.proxy.pause();
		new TransactionTemplate(writer.getBean(JdbcTransactionManager.class)).executeWithoutResult((status) -> {
			writer.getBean(Memoizer.class).evictAll("numbers");
			status.setRollbackOnly();
		});
		assertThat(rows()).isZero();
	}

	@Test
	void missingTableStopsTheStartAndSaysHowToCreateIt(CapturedOutput output) {
		this.jdbc.sql("drop table platform_cache_journal").update();
		assertThat(catchThrowable(() -> node(this.redis.port()))).isNotNull();
		assertThat(output).contains("platform.cache.journal is jdbc, but the table platform_cache_journal is missing")
			.contains("io/portfolioplatform/cache/journal/journal.sql");
	}

	private void leave(String kind, String name) {
		this.jdbc
			.sql("insert into platform_cache_journal (id, namespace, node, kind, name) "
					+ "values (?, 'application', 'gone', ?, ?)")
			.params(UUID.randomUUID().toString(), kind, name)
			.update();
	}

	private static long told(ConfigurableApplicationContext node) {
		return node.getBean(RedissonClient.class)
			.getStream("platform:cache:{application}:invalidations", StringCodec.INSTANCE)
			.size();
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from platform_cache_journal").query(Integer.class).single();
	}

	private static void inTransaction(ConfigurableApplicationContext node, Runnable work) {
		new TransactionTemplate(node.getBean(JdbcTransactionManager.class))
			.executeWithoutResult((status) -> work.run());
	}

	private static void change(String... keys) {
		for (String key : keys) {
			DATABASE.put(key, 2);
		}
	}

	private void remember(ConfigurableApplicationContext node, String... keys) {
		DATABASE.clear();
		patiently().until(() -> {
			node.getBean(Memoizer.class).evict(Numbers.class, "get", "probe");
			DATABASE.put("probe", 0);
			get(node, "probe");
			DATABASE.put("probe", 1);
			return get(node, "probe") == 0;
		});
		await().untilAsserted(() -> assertThat(rows()).isZero());
		DATABASE.put("n", 1);
		assertThat(named(node, "n")).isEqualTo(1);
		for (String key : keys) {
			DATABASE.put(key, 1);
			assertThat(get(node, key)).isEqualTo(1);
		}
	}

	private static int get(ConfigurableApplicationContext node, String key) {
		return node.getBean(Numbers.class).get(key);
	}

	private static Integer named(ConfigurableApplicationContext node, String key) {
		return node.getBean(PlatformCaches.class).<String, Integer>get("named").get(key, DATABASE::get);
	}

	private static ConditionFactory patiently() {
		return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
	}

	private ConfigurableApplicationContext node(int redisPort) {
		List<String> arguments = new ArrayList<>(List.of("--REDIS_URL=redis://localhost:" + redisPort,
				"--platform.cache.journal=jdbc", "--url=" + this.database.jdbcUrl(),
				"--user=" + this.database.username(), "--password=" + this.database.password()));
		if (redisPort == this.redis.port()) {
			arguments.addAll(RedisFleet.PATIENT);
		}
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run(arguments.toArray(String[]::new));
		this.open.add(context);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ PlatformRedisAutoConfiguration.class, PlatformCacheAutoConfiguration.class })
	@Import(Numbers.class)
	static class Application {

		@Bean
		DataSource dataSource(Environment environment) {
			return new DriverManagerDataSource(environment.getRequiredProperty("url"),
					environment.getRequiredProperty("user"), environment.getRequiredProperty("password"));
		}

		@Bean
		JdbcClient jdbc(DataSource dataSource) {
			return JdbcClient.create(dataSource);
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource dataSource) {
			return new FlushingTransactionManager(dataSource);
		}

	}

	/**
	 * Does something while it commits, as one of JPA does when it flushes: its listeners
	 * of entities run then.
	 */
	static class FlushingTransactionManager extends JdbcTransactionManager {

		private Runnable flush = () -> {
		};

		FlushingTransactionManager(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.flush.run();
			super.doCommit(status);
		}

	}

	static class Numbers {

		@Memoize(ttl = "1h", name = "numbers", tags = "tag:#{#key}")
		public int get(String key) {
			return DATABASE.getOrDefault(key, 0);
		}

	}

}
