package io.portfolioplatform.dbpool.statement;

import io.portfolioplatform.dbpool.RepeatedStatements.RepeatedStatement;
import io.portfolioplatform.dbpool.sql.Sql;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransactionStatements}, with a threshold of two.
 */
class TransactionStatementsTests {

	private final Statements statements = new Statements(2);

	private final TransactionStatements transaction = this.statements.transactions();

	@Test
	void countsTheFirstThousandTextsOfATransactionOnly() {
		Sql first = Sql.of("/* first */ select 0");
		this.transaction.count(first);
		for (int i = 1; i < 1_000; i++) {
			this.transaction.count(Sql.of("select " + i));
		}
		Sql late = Sql.of("/* late */ select 0");
		repeat(late);
		repeat(first);
		this.transaction.end();
		assertThat(this.statements.list()).singleElement()
			.satisfies((repeated) -> assertThat(repeated.name()).isEqualTo("first"))
			.satisfies((repeated) -> assertThat(repeated.times()).isEqualTo(4));
		repeat(late);
		this.transaction.end();
		assertThat(this.statements.list()).extracting((repeated) -> repeated.name()).containsExactly("first", "late");
	}

	@Test
	void countsATextThatIsNotRemembered() {
		String text = "/* long */ select '" + "x".repeat(50_000) + "'";
		for (int i = 0; i < 3; i++) {
			this.transaction.count(Sql.of(text));
		}
		this.transaction.end();
		assertThat(this.statements.list()).extracting(RepeatedStatement::name).containsExactly("long");
	}

	@Test
	void keepsFiveMillionCharactersOfATransaction() {
		for (int i = 0; i < 50; i++) {
			this.transaction.count(Sql.of("select '" + i + "x".repeat(100_000) + "'"));
		}
		Sql late = Sql.of("/* late */ select 0");
		repeat(late);
		this.transaction.end();
		assertThat(this.statements.list()).isEmpty();
		repeat(late);
		this.transaction.end();
		assertThat(this.statements.list()).extracting(RepeatedStatement::name).containsExactly("late");
	}

	private void repeat(Sql sql) {
		for (int i = 0; i < 3; i++) {
			this.transaction.count(sql);
		}
	}

}
