package io.portfolioplatform.dbpool.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementName}.
 */
class StatementNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/* holdings of a portfolio */ select 1 from x                 | holdings of a portfolio
			/*Overview.load*/ select 1                                    | Overview.load
			/* user='secret' */ select 1 from x                           | select x
			select * from Holding where id = ?                            | select holding
			select 1 from a.b join c on true left join d on true join e on true | select a.b c d
			select extract(epoch from day) from price                     | select price
			select * from (select id from inner_table) t                  | select inner_table
			select (select max(id) from other) from price                 | select price
			insert into entry (text) values (?)                           | insert entry
			insert into entry select * from source                        | insert entry source
			update account set name = ?                                   | update account
			delete from only account                                      | delete
			with a as (select 1 from b) select * from a                   | with a
			select 1                                                      | select
			create table if not exists x (i int)                          | create
			select "Quoted Table".x from "Quoted Table"                   | select Quoted Table
			call refresh(?)                                               | call
			; ;                                                           | empty
			""")
	void namesWhatItDoes(String sql, String name) {
		assertThat(Sql.of(sql).name()).isEqualTo(name);
	}

}
