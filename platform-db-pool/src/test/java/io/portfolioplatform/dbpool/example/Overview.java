package io.portfolioplatform.dbpool.example;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stands for what an application loads, with one statement and with many.
 */
@Component
class Overview {

	private static final int HOLDINGS = 30;

	private final JdbcClient jdbc;

	Overview(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional
	void load() {
		this.jdbc.sql("select generate_series(1, ?)").param(HOLDINGS).query(Integer.class).list();
	}

	@Transactional
	void loadOneByOne() {
		for (int holding = 1; holding <= HOLDINGS; holding++) {
			this.jdbc.sql("select ?::int").param(holding).query(Integer.class).single();
		}
	}

}
