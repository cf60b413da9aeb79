package io.portfolioplatform.dbpool.lease;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.portfolioplatform.dbpool.budget.Budget;
import io.portfolioplatform.test.EmbeddedServers;
import io.portfolioplatform.test.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The functions in PostgreSQL do what the model does, whose protocol
 * {@link FleetProtocolTests} explores. Their clock is replaced by one that the test sets.
 */
@EmbeddedServers
class RegistryModelTests {

	private static final boolean FULL = "full".equals(System.getenv("PORTFOLIO_TEST_SCALE"));

	private static final int STEPS = FULL ? 20_000 : 2_000;

	private final ModelRegistry model = new ModelRegistry(EnumSet.noneOf(Guard.class));

	private final List<LeaseTerms> terms = List.of(terms(60, 10), terms(60, 12), terms(48, 8));

	private final Map<String, PostgresRegistry> registries = new HashMap<>();

	private final Map<String, Long> sequences = new HashMap<>();

	private Connection connection;

	private long now;

	private int starts;

	@BeforeEach
	void connect(PostgresDatabase database) throws SQLException {
		this.connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void grantsWhatTheModelGrants(long seed) throws SQLException {
		System.out.printf("%,d steps of the registry beside its model (%s).%n", STEPS,
				FULL ? "full form" : "short form, the full one has 20,000");
		assertThat(firstDifference(RegistryScript.text(), seed)).isEqualTo(-1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			- kept - others.bound)                             | )
			greatest(its_bound, allowed - kept                 | greatest(0, allowed - kept
			if mine.sequence >= its_sequence then              | if false then
			least(its_capacity, min(l.capacity)                | greatest(its_capacity, min(l.capacity)
			greatest(its_slots, max(l.slots)                   | least(its_slots, max(l.slots)
			now_locked + ttl + quarantine)                     | now_locked + ttl)
			kept := greatest(0, others.slots - pods - gone) *  | kept := 0 *
			pods + gone > others.slots                         | false
			if now_locked < fleet.learning_until               | if false
			greatest(size, its_bound)                          | size
			allowed - gone_bound - kept                        | allowed - kept
			bound = least(l.bound, l.floor), open = 1,         | bound = 0, open = 1,
			""")
	void seesWhereAGuardIsMissing(String guard, String instead) throws SQLException {
		assertThat(RegistryScript.text()).contains(guard);
		assertThat(firstDifference(RegistryScript.text().replace(guard, instead), 1)).isNotNegative();
	}

	@Test
	void canBeCreatedAgain() throws SQLException {
		RegistryScript.run(this.connection);
		RegistryScript.run(this.connection);
	}

	/**
	 * Return the number of the first step at which the functions and the model differ.
	 */
	private int firstDifference(String script, long seed) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(
					"""
							create schema model;
							create table model.clock (now timestamptz not null, started timestamptz not null);
							insert into model.clock values (timestamptz 'epoch', timestamptz 'epoch');
							create function model.now() returns timestamptz language sql as 'select now from model.clock';
							create function model.started() returns timestamptz language sql as 'select started from model.clock';
							""");
			statement.execute(script.replace("pg_postmaster_start_time()", "model.started()")
				.replace("clock_timestamp()", "model.now()"));
			Random random = new Random(seed);
			for (int step = 0; step < STEPS; step++) {
				if (!step(random, statement)) {
					return step;
				}
			}
			return -1;
		}
	}

	private boolean step(Random random, Statement statement) throws SQLException {
		this.now += Duration.ofMillis(random.nextInt((random.nextInt(50) == 0) ? 60_000 : 1_500)).toNanos();
		statement.execute(
				"update model.clock set now = timestamptz 'epoch' + interval '1 microsecond' * " + this.now / 1_000);
		String pod = "pod" + random.nextInt(16);
		long sequence = this.sequences.getOrDefault(pod, 0L) + 1 - random.nextInt(8) / 7 * 3;
		this.sequences.merge(pod, sequence, Math::max);
		int kind = random.nextInt(60);
		if (kind == 0) {
			failOver(statement, random);
		}
		if (kind == 1) {
			registry(pod).release(sequence);
			this.model.release(pod, sequence, this.now);
			return true;
		}
		int bound = (random.nextInt(4) == 0) ? 1 : 1 + random.nextInt(8);
		Report report = new Report(sequence, bound, random.nextInt(bound + 1));
		Grant granted = registry(pod).renew(report);
		return (granted == null) ? this.model.renew(pod, report, termsOf(pod), this.now) == null
				: granted.equals(this.model.renew(pod, report, termsOf(pod), this.now));
	}

	private void failOver(Statement statement, Random random) throws SQLException {
		this.starts++;
		List<String> lost = new ArrayList<>(this.model.pods());
		lost.removeIf((pod) -> random.nextBoolean());
		for (String pod : lost) {
			statement.execute("delete from platform_db_pool.lease where pod = '" + pod + "'");
		}
		statement.execute("update model.clock set started = timestamptz 'epoch' + interval '1 s' * " + this.starts);
		this.model.failOver(Set.copyOf(lost));
	}

	private PostgresRegistry registry(String pod) {
		return this.registries.computeIfAbsent(pod,
				(name) -> new PostgresRegistry(termsOf(name), name, (timeout) -> this.connection));
	}

	private LeaseTerms termsOf(String pod) {
		return this.terms.get(pod.hashCode() % 31 % this.terms.size());
	}

	private static LeaseTerms terms(int limit, int slots) {
		return new LeaseTerms("fleet", new Budget(limit, 4, slots, 2), 9, Duration.ofSeconds(15),
				Duration.ofSeconds(75));
	}

}
