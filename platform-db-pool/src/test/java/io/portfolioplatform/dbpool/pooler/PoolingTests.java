package io.portfolioplatform.dbpool.pooler;

import io.portfolioplatform.dbpool.PoolMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pooling} and what a URL lets {@link PoolingDetector} suppose.
 */
class PoolingTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "jdbc:postgresql://localhost:5432/app|DIRECT",
			"jdbc:postgresql://aws-0-eu.pooler.supabase.com:6543/postgres|TRANSACTION",
			"jdbc:postgresql://aws-0-eu.pooler.supabase.com:5432/postgres?sslmode=require|SESSION",
			"jdbc:postgresql://aws-0-eu.pooler.supabase.com/postgres|SESSION",
			"jdbc:postgresql://db.abcd.supabase.co:5432/postgres|DIRECT",
			"jdbc:postgresql://db.abcd.supabase.co:6543/postgres|TRANSACTION",
			"jdbc:postgresql://pgbouncer:6543/app|TRANSACTION", "jdbc:postgresql://pgbouncer:6432/app|TRANSACTION",
			"jdbc:p6spy:postgresql://pgbouncer:6543/app|TRANSACTION",
			"jdbc:aws-wrapper:postgresql://aws-0-eu.pooler.supabase.com:5432/app|SESSION",
			"jdbc:postgresql://a:6432,b:5432/app|TRANSACTION", "jdbc:postgresql://a:64321/app|DIRECT" })
	void revealsTheMode(String jdbcUrl, String mode) {
		assertThat(new PoolingDetector(null, jdbcUrl).pooling().mode()).hasToString(mode);
	}

	@Test
	void theUserKnowsBetter() {
		Pooling pooling = new PoolingDetector(PoolMode.SESSION, "jdbc:postgresql://h:6543/db").pooling();
		assertThat(pooling.explain()).isEqualTo("Mode: SESSION, because platform.db-pool.mode says so.");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "DIRECT,true,-,-,-", "SESSION,true,-,-,180", "TRANSACTION,false,0,-,180",
			"TRANSACTION,true,-,100,180" })
	void theDriverGetsWhatFits(PoolMode mode, boolean prepared, String threshold, String cache, String timeout) {
		assertThat(new Pooling(mode, prepared, "").driverProperties()).containsEntry("tcpKeepAlive", "true")
			.containsEntry("readOnlyMode", "transaction")
			.satisfies((properties) -> assertThat(properties.get("prepareThreshold")).isEqualTo(threshold))
			.satisfies((properties) -> assertThat(properties.get("preparedStatementCacheQueries")).isEqualTo(cache))
			.satisfies((properties) -> assertThat(properties.get("socketTimeout")).isEqualTo(timeout));
	}

}
