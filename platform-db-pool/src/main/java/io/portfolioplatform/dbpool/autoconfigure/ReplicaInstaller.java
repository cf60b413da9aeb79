package io.portfolioplatform.dbpool.autoconfigure;

import javax.sql.DataSource;

import io.portfolioplatform.dbpool.InvalidDbPoolException;
import io.portfolioplatform.dbpool.pool.ReplicaFirst;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * Lets Spring Boot's data source take a connection only when a transaction sends its
 * first statement, and then from the replica if the transaction is read-only.
 */
final class ReplicaInstaller implements BeanPostProcessor, SmartInitializingSingleton, Ordered {

	private static final String PRIMARY = "dataSource";

	private final ObjectProvider<ReplicaPool> replica;

	private final ListableBeanFactory beans;

	ReplicaInstaller(ObjectProvider<ReplicaPool> replica, ListableBeanFactory beans) {
		this.replica = replica;
		this.beans = beans;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!beanName.equals(PRIMARY) || !(bean instanceof DataSource dataSource)) {
			return bean;
		}
		LazyConnectionDataSourceProxy lazy = (dataSource instanceof LazyConnectionDataSourceProxy proxy) ? proxy
				: lazy(dataSource);
		DataSource primary = lazy.getTargetDataSource();
		if (primary != null) {
			lazy.setReadOnlyDataSource(new ReplicaFirst(this.replica.getObject().dataSource(), primary));
		}
		return lazy;
	}

	/**
	 * Stop a start in which no transaction would ever read from the replica. A lazy data
	 * source is not there yet, so that its definition counts.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (!this.beans.containsBeanDefinition(PRIMARY) || !this.beans.isTypeMatch(PRIMARY, DataSource.class)) {
			throw new InvalidDbPoolException(
					"'" + PlatformDbPoolReplicaAutoConfiguration.URL + "' is set, and there is no data source with the "
							+ "bean name '" + PRIMARY + "' whose read-only transactions could run on the replica",
					"Give the bean of the pool to the primary that name, or remove the property.");
		}
	}

	/**
	 * Not by the constructor that takes the target, because it connects at once.
	 */
	private static LazyConnectionDataSourceProxy lazy(DataSource dataSource) {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
		lazy.setTargetDataSource(dataSource);
		return lazy;
	}

	/**
	 * After everything that needs the pool itself.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
