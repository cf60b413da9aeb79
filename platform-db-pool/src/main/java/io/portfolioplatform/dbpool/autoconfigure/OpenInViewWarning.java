package io.portfolioplatform.dbpool.autoconfigure;

import io.portfolioplatform.dbpool.DbPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says at the start what open-in-view costs: Hibernate keeps a connection from the first
 * query of a request until its response is written.
 */
final class OpenInViewWarning implements SmartInitializingSingleton {

	private static final Logger LOGGER = LoggerFactory.getLogger(OpenInViewWarning.class);

	private final DbPool pool;

	OpenInViewWarning(DbPool pool) {
		this.pool = pool;
	}

	@Override
	public void afterSingletonsInstantiated() {
		LOGGER.warn("With 'spring.jpa.open-in-view' each request keeps one of {} connections until its response is "
				+ "written, so that slow clients use them up. Set it to false and load in transactions what is shown.",
				this.pool.share());
	}

}
