package io.portfolioplatform.dbpool.example;

import io.portfolioplatform.dbpool.DbPool;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class Startup {

	Startup(DbPool pool) {
		LoggerFactory.getLogger(Startup.class).info(pool.explain());
		// This process opens at most 9 connections: (limit 200 - 12 reserved) / 20 slots.
		// Mode: TRANSACTION, because the port is 6543.
	}

}
