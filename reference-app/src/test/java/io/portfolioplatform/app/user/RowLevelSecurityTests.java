package io.portfolioplatform.app.user;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.imports.ImportFile;
import io.portfolioplatform.app.imports.ImportService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Tests for the policies, through the application's own connections and with statements
 * that forget to say whose rows they mean.
 */
@IntegrationTest
class RowLevelSecurityTests {

	private static final String FILE = """
			{ "user": { "settings": { "currency": "EUR" } },
			  "accounts": [ { "id": "a", "name": "A", "currency": "EUR",
			                  "balances": [ { "date": "2007-01-31", "value": 1000 } ] } ],
			  "activities": [ { "accountId": "a", "type": "ITEM", "symbol": "Cabin", "dataSource": "MANUAL",
			    "currency": "EUR", "quantity": 1, "unitPrice": 5, "fee": 0, "date": "2007-01-02" } ] }
			""";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private OwnerJdbc owner;

	@Autowired
	private UserTransactions transactions;

	@Autowired
	private ImportService imports;

	private final UserId user = Users.fresh();

	private final UserId other = Users.fresh();

	@BeforeEach
	void both() {
		for (UserId each : List.of(this.user, this.other)) {
			this.imports.importFile(each, new ImportFile("a.json", FILE.getBytes(StandardCharsets.UTF_8)), null);
			this.owner.sql("insert into idempotency_key (user_id, key, request_sha256) values (?, 'k', '')")
				.param(each.value())
				.update();
			this.owner.sql("""
					insert into portfolio_metrics (portfolio_id, user_id, computed_at, report)
					select id, user_id, now(), '{}' from portfolio where user_id = ? on conflict do nothing
					""").param(each.value()).update();
			this.owner.sql("""
					insert into import_job (id, user_id, file_name, duplicates, state)
					values (gen_random_uuid(), ?, 'a', 'SKIP', 'DONE')
					""").param(each.value()).update();
		}
	}

	/**
	 * Of every table of users, as the catalogue knows them: one that is added needs a
	 * policy, and rows here.
	 */
	@TestFactory
	Stream<DynamicTest> aForgottenWhereShowsTheRowsOfOneUserOnly() {
		return tables("SELECT").map((table) -> dynamicTest(table, () -> {
			String sql = "select distinct user_id from " + table + " where user_id is not null";
			assertThat(this.owner.sql(sql).query(UUID.class).list()).contains(this.user.value(), this.other.value());
			assertThat(this.transactions.read(this.user, () -> this.jdbc.sql(sql).query(UUID.class).list()))
				.containsExactly(this.user.value());
		}));
	}

	/**
	 * Without reading a column, so that the policies for reading do not help.
	 */
	@TestFactory
	Stream<DynamicTest> aForgottenWhereChangesTheRowsOfOneUserOnly() {
		return tables("UPDATE").map((table) -> dynamicTest(table,
				() -> assertThat(
						this.transactions.rehearse(this.user, () -> changed("update " + table + " set user_id = ?")))
					.isEqualTo(own(table))
					.isPositive()));
	}

	@TestFactory
	Stream<DynamicTest> aForgottenWhereDeletesTheRowsOfOneUserOnly() {
		return tables("DELETE").map((table) -> dynamicTest(table, () -> {
			int own = own(table);
			assertThat(this.transactions.rehearse(this.user, () -> {
				int activities = this.jdbc.sql("delete from activity").update();
				return table.equals("activity") ? activities : this.jdbc.sql("delete from " + table).update();
			})).isEqualTo(own).isPositive();
		}));
	}

	@TestFactory
	Stream<DynamicTest> nobodyWritesRowsOfSomebodyElse() {
		// The policy is asked before anything is found missing.
		return tables("INSERT").map((table) -> dynamicTest(table,
				() -> assertRefused("insert into " + table + " (user_id) values (?)", this.other.value())));
	}

	@Test
	void everyTableOfUsersIsProtected() {
		assertThat(this.owner.sql("""
				select relname from pg_class join pg_attribute on attrelid = pg_class.oid
				where relkind in ('r', 'p') and attname = 'user_id' and not relrowsecurity
				""").query(String.class).list()).isEmpty();
		assertThat(tables("SELECT").toList()).contains("instrument", "audit_entry").hasSizeGreaterThan(10);
	}

	@Test
	void whoWorksForAUserChangesNothingThatIsShared() {
		share();
		for (String sql : List.of("update instrument set name = 'X' where user_id is null",
				"delete from instrument where symbol = 'SHARED'", "update price set close = 0", "delete from price",
				"update fx_rate set per_euro = 1", "delete from fx_rate")) {
			assertThat(this.transactions.rehearse(this.user, () -> this.jdbc.sql(sql).update())).as(sql).isZero();
		}
		assertRefused("insert into price select id, '2007-01-04', 1 from instrument where symbol = ?", "SHARED");
		assertRefused("insert into fx_rate values (?, '2007-01-04', 1)", "XTS");
		for (String sql : List.of("select count(*) from price", "select count(*) from fx_rate",
				"select count(*) from instrument where user_id is null")) {
			assertThat(this.transactions.read(this.user, () -> this.jdbc.sql(sql).query(Long.class).single())).as(sql)
				.isEqualTo(this.owner.sql(sql).query(Long.class).single());
		}
	}

	@Test
	void jobsChangeWhatIsShared() {
		share();
		for (String sql : List.of("update price set close = 2 where date = '2007-01-03' and close = 1",
				"update instrument set problem = null where symbol = 'SHARED'",
				"update fx_rate set per_euro = 2 where currency = 'XTS'")) {
			assertThat(this.jdbc.sql(sql).update()).as(sql).isOne();
		}
	}

	private void share() {
		this.owner.sql("""
				with shared as (
					insert into instrument (symbol, name) values ('SHARED', 'Shared')
					on conflict (user_id, symbol) do update set name = 'Shared' returning id
				)
				insert into price (instrument_id, date, close) select id, '2007-01-03', 1 from shared
				on conflict (instrument_id, date) do update set close = 1
				""").update();
		this.owner.sql("insert into fx_rate values ('XTS', '2007-01-03', 1) on conflict do nothing").update();
	}

	/**
	 * Finds the tables with a column for the user on which the application has a right.
	 */
	private Stream<String> tables(String right) {
		return this.owner.sql("""
				select relname from pg_class join pg_attribute on attrelid = pg_class.oid
				where relkind in ('r', 'p') and attname = 'user_id'
					and has_table_privilege('portfolio_app', pg_class.oid, ?)
				""").param(right).query(String.class).list().stream();
	}

	private int changed(String sql) {
		return this.jdbc.sql(sql).param(this.user.value()).update();
	}

	private int own(String table) {
		return this.owner.sql("select count(*) from " + table + " where user_id = ?")
			.param(this.user.value())
			.query(Integer.class)
			.single();
	}

	private void assertRefused(String sql, Object parameter) {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.transactions.write(this.user, () -> this.jdbc.sql(sql).param(parameter).update()))
			.withStackTraceContaining("row-level security");
	}

	@Test
	void whoWorksForNobodySeesNothing() {
		assertThat(this.jdbc.sql("select count(*) from activity").query(Long.class).single()).isZero();
	}

	@Test
	void twoUsersOnOneConnectionStayApart() {
		for (UserId each : List.of(this.user, this.other, this.user)) {
			assertThat(this.transactions.read(each,
					() -> this.jdbc.sql("select user_id from portfolio").query(UUID.class).list()))
				.containsExactly(each.value());
			assertThat(this.jdbc.sql("select count(*) from portfolio").query(Long.class).single()).isZero();
		}
	}

	@Test
	void aTransactionWorksForOneUser() {
		assertThatIllegalStateException().isThrownBy(
				() -> this.transactions.read(this.user, () -> this.transactions.read(this.other, () -> "never")));
	}

	@Test
	void theRoleOwnsNothingAndBypassesNothing() {
		assertThat(this.jdbc
			.sql("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user")
			.query(Boolean.class)
			.single()).isFalse();
		assertThat(this.owner.sql("select count(*) from pg_class where relowner = 'portfolio_app'::regrole")
			.query(Long.class)
			.single()).isZero();
	}

	/**
	 * After a large import PostgreSQL would compile every overview, ten times as long as
	 * it runs.
	 */
	@Test
	void theRolesStatementsAreNotCompiled() {
		assertThat(this.jdbc.sql("show jit").query(String.class).single()).isEqualTo("off");
	}

}
