package io.portfolioplatform.dbpool.url;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = {
			"postgresql://user:p%40ss@host:6543/postgres?sslmode=require | jdbc:postgresql://host:6543/postgres?sslmode=require | user | p@ss",
			"postgres://u:p@h/db | jdbc:postgresql://h/db | u | p", "postgresql://h | jdbc:postgresql://h/ | - | -",
			"postgresql://u@h:5432/ | jdbc:postgresql://h:5432/ | u | -",
			"postgresql://u:a+b%2Bc@h/d | jdbc:postgresql://h/d | u | a+b+c",
			"postgresql://u:p@[::1]:5433/db | jdbc:postgresql://[::1]:5433/db | u | p",
			"postgresql://u:p@a:1,b:2/db | jdbc:postgresql://a:1,b:2/db | u | p",
			"postgresql://u:p@my_host/my%20db | jdbc:postgresql://my_host/my%20db | u | p",
			"postgresql://u:old@h/db?password=new | jdbc:postgresql://h/db | u | new",
			"postgresql://u:p@h/db?user=other | jdbc:postgresql://h/db | other | p",
			"postgresql://h/db?user=u&password=p%26q | jdbc:postgresql://h/db | u | p&q",
			"postgresql://u:p@h/db?connect_timeout=3&application_name=a%20b | jdbc:postgresql://h/db?connectTimeout=3&ApplicationName=a%20b | u | p",
			"postgresql://postgres.ref:s3:cret@aws.pooler.supabase.com:6543/postgres | jdbc:postgresql://aws.pooler.supabase.com:6543/postgres | postgres.ref | s3:cret",
			"postgresql://u:p@ss@h/db | jdbc:postgresql://h/db | u | p@ss",
			"postgresql://u:p/x@h/db | jdbc:postgresql://h/db | u | p/x",
			"postgresql://u:p?x@h/db | jdbc:postgresql://h/db | u | p?x",
			"postgresql://u:p@s?x@h/db?application_name=a | jdbc:postgresql://h/db?ApplicationName=a | u | p@s?x",
			"postgresql://u:p@h/db?application_name=a@b | jdbc:postgresql://h/db?ApplicationName=a%40b | u | p",
			"postgresql://u:p@h?application_name=a@b | jdbc:postgresql://h/?ApplicationName=a%40b | u | p",
			"postgresql://h/db?application_name=a@b | jdbc:postgresql://h/db?ApplicationName=a%40b | - | -",
			"jdbc:postgresql://h/db | jdbc:postgresql://h/db | - | -",
			"jdbc:postgresql://[::1]:1,b:2,c | jdbc:postgresql://[::1]:1,b:2,c | - | -",
			"jdbc:postgresql://h/db?user=u | jdbc:postgresql://h/db | u | -",
			"jdbc:postgresql://h/db?ssl=true&user=u&password=p%26q+r&ApplicationName=a+b | jdbc:postgresql://h/db?ssl=true&ApplicationName=a+b | u | p&q r" })
	void readsWhatLibpqReads(String url, String jdbcUrl, String username, String password) {
		DatabaseUrl parsed = DatabaseUrl.parse(url, "DATABASE_URL");
		assertThat(parsed.jdbcUrl()).isEqualTo(jdbcUrl);
		assertThat(parsed.username()).isEqualTo(username);
		assertThat(parsed.password()).isEqualTo(password);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "mysql://u:s3cret@h/db", "postgresql://u:s3cret@/db",
			"postgresql://u:s3cret@h:99999/db", "postgresql://u:s3cret@h:port/db", "postgresql://u:s3cret%zz@h/db",
			"postgresql://u:s3cret/x@h/db/more", "postgresql://u:s3cret/db", "postgresql://u:s3cret",
			"postgresql://u:1s3cret?sslmode=require", "postgresql://u:p/s3cret/db", "postgres://u:s3cret,b:5432/db",
			"postgresql://u:s3cret@h/db?pgbouncer=true", "jdbc:postgresql://u:s3cret@h/db", "//u:s3cret@h",
			"postgresql://u:s3cret@h,/db", "postgresql://h/db?password=s3cret&nonsense=1",
			"jdbc:postgresql://h/db?password=s3cret%zz", "postgresql:u:s3cret@h", "jdbc:postgresql:db?password=s3cret",
			"jdbc:postgresql:///db?password=s3cret", "jdbc:postgresql://:5432/app", "jdbc:postgresql://a,:5432/app",
			"jdbc:postgresql://,b/app?password=s3cret", "jdbc:postgresql:/" })
	void refusesOthersWithoutTellingThePassword(String url) {
		assertThatExceptionOfType(InvalidDbPoolException.class).isThrownBy(() -> DatabaseUrl.parse(url, "DATABASE_URL"))
			.withMessageContaining("DATABASE_URL")
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getCure()).doesNotContain("s3cret"))
			.satisfies((ex) -> assertThat(ex.getCure()).isNotBlank());
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql://h:5432/db", "postgresql://a:1,b:2", "postgresql://[::1]:5432/db?x=1",
			"jdbc:postgresql://h/db?a=b:c" })
	void redactsNoHost(String url) {
		assertThat(Redaction.redact(url)).isEqualTo(url);
	}

	@Test
	void doesNotPrintThePassword() {
		assertThat(DatabaseUrl.parse("postgresql://u:s3cret@h/db", "DATABASE_URL")).asString()
			.contains("jdbc:postgresql://h/db", "u")
			.doesNotContain("s3cret");
		assertThat(DatabaseUrl.parse("jdbc:postgresql://h/db?user=u&password=s3cret", "DATABASE_URL")).asString()
			.doesNotContain("s3cret");
	}

}
