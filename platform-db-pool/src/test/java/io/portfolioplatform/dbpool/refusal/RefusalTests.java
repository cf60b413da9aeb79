package io.portfolioplatform.dbpool.refusal;

import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Refusal} and {@link Refusals}, with the texts of Supavisor, PgBouncer
 * and PostgreSQL.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"(EMAXCONN) max client connections reached, limit: 200 | XX000 | POOLER_FULL",
			"Max client connections reached | XX000 | POOLER_FULL",
			"(EMAXCONNSESSION) max clients reached in session mode - max clients are limited to pool_size | XX000 | POOLER_FULL",
			"(ECHECKOUTTIMEOUT) unable to check out connection from the pool | XX000 | POOLER_BUSY",
			"no more connections allowed (max_client_conn) | 08P01 | POOLER_FULL",
			"client connections exceeded (max_db_client_connections) | 08P01 | POOLER_FULL",
			"query_wait_timeout | 08P01 | POOLER_BUSY",
			"unsupported startup parameter: search_path | 08P01 | SESSION_PARAMETER",
			"sorry, too many clients already | 53300 | SERVER_FULL",
			"too many connections for role \"app\" | 53300 | SERVER_FULL",
			"the database system is starting up | 57P03 | RESTARTING",
			"password authentication failed for user \"app\" | 28P01 | PASSWORD",
			"database \"x\" does not exist | 3D000 | DATABASE", "syntax error | 42601 | -",
			"Connection to localhost:1 refused | 08001 | UNREACHABLE",
			"terminating connection due to administrator command | 57P01 | RESTARTING",
			"the database system is shutting down | 57P03 | RESTARTING",
			"no pg_hba.conf entry for host \"10.0.0.1\", user \"app\", database \"app\", no encryption | 28000 | ENCRYPTION",
			"no pg_hba.conf entry for host \"10.0.0.1\", user \"app\", database \"app\", SSL encryption | 28000 | NOT_ALLOWED",
			"pg_hba.conf rejects connection for host \"10.0.0.1\", user \"app\", database \"app\", SSL encryption | 28000 | NOT_ALLOWED",
			"SSL required | 08P01 | ENCRYPTION", "Tenant or user not found | XX000 | PASSWORD",
			"no such user | 08P01 | PASSWORD", "password authentication failed | 08P01 | PASSWORD",
			"Could not open SSL root certificate file /root/.postgresql/root.crt. | 08006 | CERTIFICATE",
			"The hostname h could not be verified by hostnameverifier PgjdbcHostnameVerifier. | 08006 | CERTIFICATE",
			"prepared statement \"S_1\" already exists | 42P05 | SHARED_SESSION",
			"prepared statement \"S_3\" does not exist | 26000 | SHARED_SESSION",
			"An I/O error occurred while sending to the backend. | 08006 | -" })
	void knowsTheReason(String text, String state, Refusal reason) {
		assertThat(Refusal.of(new SQLException("FATAL: " + text, state))).isEqualTo(reason);
	}

	@Test
	void knowsTheReasonOfAPoolThatGaveUp() {
		SQLException driver = new SQLException("FATAL: password authentication failed", "08P01");
		assertThat(Refusal.of(new SQLTransientConnectionException(
				"HikariPool-1 - Connection is not available, request timed out after 5000ms", "08P01", driver)))
			.isEqualTo(Refusal.PASSWORD);
	}

	@Test
	void knowsABadCertificate() {
		assertThat(Refusal.of(new SQLException("SSL error", "08006", new SSLHandshakeException("PKIX"))))
			.isEqualTo(Refusal.CERTIFICATE);
		SSLHandshakeException deeper = new SSLHandshakeException("PKIX");
		deeper.initCause(new CertPathBuilderException("no path"));
		assertThat(Refusal.of(new SQLTransientConnectionException("not available", "08006",
				new SQLException("TLS", "08006", deeper))))
			.as("as a pool wraps it")
			.isEqualTo(Refusal.CERTIFICATE);
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION_PARAMETER", "ENCRYPTION", "NOT_ALLOWED", "SHARED_SESSION", "UNREACHABLE", "PASSWORD",
			"DATABASE", "CERTIFICATE" })
	void namesTheSettingToChange(Refusal refusal) {
		assertThat(refusal.cure("DATABASE_URL")).contains("DATABASE_URL").doesNotContain("%s", "%%");
	}

	@Test
	void warnsOnceWithTheArithmetic(CapturedOutput output) {
		Refusals refusals = new Refusals(() -> "At most 9 connections.", "DATABASE_URL");
		for (int i = 0; i < 5; i++) {
			refusals.happened(Refusal.SERVER_FULL, new SQLException("sorry, too many clients already", "53300"));
		}
		assertThat(refusals.count(Refusal.SERVER_FULL)).isEqualTo(5);
		assertThat(output.toString().split("A connection was refused", -1)).hasSize(2);
		assertThat(output).contains("too many clients", "At most 9 connections.", "platform.db-pool.budget.limit");
	}

	@Test
	void tellsTheReplicasRefusalsFromThePrimarys(CapturedOutput output) {
		Refusals refusals = new Refusals(() -> "At most 9 connections.", "DATABASE_URL");
		refusals.ofAnother(() -> "At most 5 to the replica.", "replica.url")
			.happened(Refusal.PASSWORD, new SQLException("wrong", "28P01"));
		assertThat(output).contains("At most 5 to the replica.", "user and password of replica.url")
			.doesNotContain("DATABASE_URL");
		refusals.happened(Refusal.PASSWORD, new SQLException("wrong", "28P01"));
		assertThat(output).contains("PASSWORD, 2 since the start", "At most 9 connections.",
				"user and password of DATABASE_URL");
		assertThat(refusals.count(Refusal.PASSWORD)).isEqualTo(2);
	}

}
