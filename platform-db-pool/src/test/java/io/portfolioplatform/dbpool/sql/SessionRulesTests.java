package io.portfolioplatform.dbpool.sql;

import java.sql.SQLFeatureNotSupportedException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SessionRules} and {@link TransactionControl}.
 */
class SessionRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "set search_path = app", "SET SESSION statement_timeout = 1", "select 1; set x.y = 1",
			"/* local */ set x.y = 1", "-- c\nset x.y = 1", "reset all", "discard all", "listen news", "unlisten news",
			"load 'auto_explain'", "prepare p as select 1", "execute p", "deallocate all",
			"declare c cursor with hold for select 1", "create temp table t (i int)",
			"create temporary table t (i int) on commit delete rows", "create local temp table t (i int)",
			"create or replace temp view v as select 1", "create or replace temporary view v as select 1",
			"create table pg_temp.t (i int)", "create table if not exists \"pg_temp\".t as select 1",
			"create or replace function pg_temp.f() returns int return 1", "create view pg_temp.v as select 1",
			"select pg_advisory_lock(1)", "select pg_catalog.pg_try_advisory_lock (1, 2)",
			"with a as (select pg_advisory_unlock(1)) select * from a", "select set_config('a.b', 'c', false)",
			"select set_config(?, ?, ?)", "select set_config('a.b', (select ','), false)",
			"select * into temp t from x", "select E'\\'', set_config('a.b', '', false)",
			"select \"set_config\"('a', 'b', false)", "select 'x' /* /* */ */; SET ROLE app",
			"insert into t values ($$;$$); set a.b = 1" })
	void refusesWhatStaysInTheSession(String sql) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(() -> Sql.of(sql).checkSession())
			.withMessageContaining("belongs to someone else")
			.satisfies((ex) -> assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
				.isThrownBy(() -> Sql.of("begin; " + sql).checkSession()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "select 1", "set local search_path = app", "set transaction read only",
			"set constraints all deferred", "update t set a = 1", "select 'set x = 1'", "select '; set x = 1'",
			"select $$; set x = 1$$", "select $a$; listen $a$", "select 1 -- ; set x = 1", "/* ; set x */ select 1",
			"select set_config('a.b', ?, true)", "select set_config('a.b', concat('a', ','), true), 2",
			"select pg_advisory_xact_lock(1)", "declare c cursor without hold for select 1",
			"create temp table t (i int) on commit drop", "create table pg_temp.t (i int) on commit drop",
			"create index i on pg_temp.t (i)", "create table t as select * from pg_temp.s",
			"create or replace view v as select 1", "create or", "create table t (i int)", "notify news",
			"select pg_advisory_lock from t", "select $1, 'it''s; set'", "prepare transaction 'x'", ";;" })
	void allowsTheRest(String sql) {
		assertThatNoException().isThrownBy(() -> Sql.of(sql).checkSession());
	}

	@ParameterizedTest
	@ValueSource(strings = { "commit", "COMMIT and chain", "rollback", "begin", "start transaction", "end", "abort",
			"select 1; commit; select 2" })
	void refusesTransactionControl(String sql) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
			.isThrownBy(() -> Sql.of(sql).checkTransaction())
			.withMessageContaining("claims");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rollback to savepoint a", "savepoint a", "release savepoint a", "select 'commit'" })
	void allowsSavepoints(String sql) {
		assertThatNoException().isThrownBy(() -> Sql.of(sql).checkTransaction());
	}

}
