package io.portfolioplatform.dbpool.url;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Servers}.
 */
class ServersTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			h.invalid/a                  | h.invalid:5432/b?ssl=false     | true
			H.invalid/a                  | h.invalid/a                    | true
			localhost/a                  | 127.0.0.1:5432/a               | true
			[::1]:6543/a                 | localhost:6543/a               | true
			one.invalid,two.invalid:99/a | two.invalid:99/a               | true
			h.invalid/a                  | h.invalid:6543/a               | false
			one.invalid/a                | two.invalid/a                  | false
			10.0.0.1/a                   | 10.0.0.2/a                     | false
			""")
	void knowsAServerByAnyName(String one, String other, boolean same) {
		assertThat(Servers.meet("jdbc:postgresql://" + one, "jdbc:postgresql://" + other)).isEqualTo(same);
	}

	@Test
	void knowsAServerThroughADriverThatWrapsPostgresqls() {
		assertThat(Servers.meet("jdbc:p6spy:postgresql://h.invalid/a", "jdbc:postgresql://h.invalid:5432/b")).isTrue();
		assertThat(Servers.meet("jdbc:mysql://h.invalid:5432/a", "jdbc:postgresql://h.invalid:5432/a")).isFalse();
	}

}
