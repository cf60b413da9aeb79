package io.portfolioplatform.ratelimit.autoconfigure;

import java.time.Duration;
import java.util.Arrays;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portfolioplatform.ratelimit.RateLimit;
import io.portfolioplatform.ratelimit.RateLimitExceededException;
import io.portfolioplatform.ratelimit.engine.RateLimitEngine;
import io.portfolioplatform.ratelimit.metrics.RateLimitMeters;
import io.portfolioplatform.ratelimit.method.RateLimitAdvisor;
import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformRateLimitAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			MissingBucket4jAutoConfiguration.class, PlatformRateLimitAutoConfiguration.class,
			PlatformRateLimitWebAutoConfiguration.class, PlatformRateLimitMetricsAutoConfiguration.class);

	private static final String[] VALID = { "platform.ratelimit.policies.api.bandwidths[0].capacity=10",
			"platform.ratelimit.policies.api.bandwidths[0].period=1m", "platform.ratelimit.routes[0].path=/api/**",
			"platform.ratelimit.routes[0].policy=api" };

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void registersOneFilterOnEachSideOfSpringSecurity() {
		this.runner.withPropertyValues(VALID).run((context) -> {
			assertThat(context.getBean("platformIpRateLimitFilter", FilterRegistrationBean.class).getOrder())
				.isEqualTo(-110);
			assertThat(context.getBean("platformPrincipalRateLimitFilter", FilterRegistrationBean.class).getOrder())
				.isEqualTo(-90);
		});
	}

	@Test
	void filtersStayOnBothSidesOfSpringSecurityWhereverItIs() {
		Filter security = (request, response, chain) -> chain.doFilter(request, response);
		this.runner.withPropertyValues(VALID)
			.withConfiguration(AutoConfigurations.of(SecurityFilterAutoConfiguration.class))
			.withBean("springSecurityFilterChain", Filter.class, () -> security)
			.withPropertyValues("spring.security.filter.order=0")
			.run((context) -> {
				int order = context.getBean(DelegatingFilterProxyRegistrationBean.class).getOrder();
				assertThat(order).isZero();
				assertThat(context.getBean("platformIpRateLimitFilter", FilterRegistrationBean.class).getOrder())
					.isLessThan(order);
				assertThat(context.getBean("platformPrincipalRateLimitFilter", FilterRegistrationBean.class).getOrder())
					.isGreaterThan(order);
			});
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, Integer.MAX_VALUE })
	void stopsTheStartWhereThereIsNoRoomBesideSpringSecurity(int order) {
		this.runner.withPropertyValues(VALID)
			.withPropertyValues("spring.security.filter.order=" + order)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidRateLimitException.class)
				.hasMessageContaining("spring.security.filter.order is " + order));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leavesTheKindOfProxiesToSpring(boolean byClass) {
		this.runner.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
			.withPropertyValues("spring.aop.proxy-target-class=" + byClass,
					"platform.ratelimit.policies.export.bandwidths[0].capacity=1",
					"platform.ratelimit.policies.export.bandwidths[0].period=1h")
			.withBean(LimitedReports.class)
			.run((context) -> {
				Reports reports = context.getBean(Reports.class);
				assertThat(AopUtils.isCglibProxy(reports)).isEqualTo(byClass);
				assertThat(reports.export("ada")).isEqualTo("ada");
				assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> reports.export("ada"));
			});
	}

	@Test
	void aMethodIsLimitedBeforeItsTransactionBegins() {
		// Spring's transactions have the lowest precedence.
		this.runner.withPropertyValues(VALID)
			.run((context) -> assertThat(context.getBean(RateLimitAdvisor.class).getOrder())
				.isLessThan(Ordered.LOWEST_PRECEDENCE));
	}

	@Test
	void anEmptyNameOfTheApplicationIsNone() {
		this.runner.withPropertyValues(VALID)
			.withPropertyValues("spring.application.name=")
			.run((context) -> assertThat(
					context.getBean(PlatformRateLimitProperties.class).namespace(context.getEnvironment()))
				.isEqualTo("application"));
	}

	@Test
	void anEmptyFileOfPoliciesIsNone() {
		this.runner.withPropertyValues(VALID)
			.withPropertyValues("platform.ratelimit.reload.file=${RELOAD_FILE:}")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WatchedPolicies.class));
	}

	@Test
	void aStageWithoutRoutesHasNoFilter() {
		this.runner.withPropertyValues(VALID)
			.withPropertyValues("platform.ratelimit.routes[0].key=ip")
			.run((context) -> {
				assertThat(context.getBean("platformIpRateLimitFilter", FilterRegistrationBean.class).isEnabled())
					.isTrue();
				assertThat(
						context.getBean("platformPrincipalRateLimitFilter", FilterRegistrationBean.class).isEnabled())
					.isFalse();
			});
	}

	@Test
	void aDecisionWaitsAtMostFiftyMillisecondsForRedis() {
		this.runner.withPropertyValues(VALID)
			.run((context) -> assertThat(context.getBean(PlatformRateLimitProperties.class).redis().timeout())
				.isEqualTo(Duration.ofMillis(40)));
	}

	@Test
	void backsOffWhenSwitchedOff() {
		this.runner.withPropertyValues("platform.ratelimit.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RateLimitEngine.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void backsOffWithoutBucket4j() {
		this.runner.withClassLoader(new FilteredClassLoader(Bucket.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RateLimitEngine.class));
	}

	@Test
	void failsIfBucket4jIsMissingForWhatIsConfigured() {
		this.runner.withClassLoader(new FilteredClassLoader(Bucket.class))
			.withPropertyValues(VALID)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessageContaining("Bucket4j is not on the class path"));
		this.runner.withClassLoader(new FilteredClassLoader(Bucket.class))
			.withPropertyValues(VALID)
			.withPropertyValues("platform.ratelimit.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void limitsMethodsWithoutAWebStack() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasSingleBean(RateLimitEngine.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void failsIfNothingCanEnforceTheRoutes() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(VALID)
			.run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("no web application"));
		this.runner.withPropertyValues(VALID)
			.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("no web application"));
	}

	@Test
	void countsOnlyWhereThereAreMeters() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasSingleBean(RateLimitMeters.class));
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RateLimitMeters.class));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "nothing", "header(", "header('a').missing", "#user", "T(java.lang.Runtime).getRuntime()" })
	void failsTheStartForAnExpressionThatNamesNothing(String expression) {
		this.runner.withPropertyValues(VALID)
			.withPropertyValues("platform.ratelimit.routes[0].key=expression",
					"platform.ratelimit.routes[0].expression=" + expression)
			.run((context) -> {
				FailureAnalysis analysis = new InvalidRateLimitFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription())
					.contains("'platform.ratelimit.routes[0].expression' is '" + expression + "'");
				assertThat(analysis.getAction()).contains("header('X-Device')");
			});
	}

	@Test
	void failsTheStartForAPolicyThatNothingNames() {
		this.runner.withPropertyValues(VALID)
			.withPropertyValues("platform.ratelimit.policies.lost.bandwidths[0].capacity=1",
					"platform.ratelimit.policies.lost.bandwidths[0].period=1m")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessageContaining("'platform.ratelimit.policies.lost' limits nothing"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"policies.api.bandwidths[0].capacity=0 | policies.api.bandwidths[0].capacity' is 0",
			"policies.api.bandwidths[0].capacity=-1 | capacity' is -1",
			"policies.api.bandwidths[0].period=0s | policies.api.bandwidths[0].period' is PT0S",
			"routes[0].policy=apy | routes[0].policy' names the policy 'apy'",
			"routes[0].path=api | routes[0].path' is 'api'", "routes[0].path=/{ | routes[0].path' is '/{'",
			"routes[0].cost=11 | routes[0].cost' is 11", "routes[0].cost=0 | routes[0].cost' is 0",
			"routes[0].methods=PSOT | routes[0].methods' contains 'PSOT'",
			"max-keys=0 | platform.ratelimit.max-keys' is '0'", "api-key-header= | api-key-header' is ''",
			"client-ip.header= | client-ip.header' is ''",
			"client-ip.header=forwarded | client-ip.header' is 'forwarded'",
			"redis.timeout=0s | redis.timeout' is 'PT0S'", "reload.interval=0s | reload.interval' is 'PT0S'",
			"client-ip.trusted-proxies=10.0.0.0/99 | contains '10.0.0.0/99'",
			"policies.empty.bandwidths= | policies.empty' has no bandwidths",
			"policies.api.max-lease=1 | policies.api.max-lease' is 1",
			"policies.api.max-lease=11 | policies.api.max-lease' is 11",
			"policies.api.plans.pro.bandwidths[0].capacity=20,policies.api.plans.pro.bandwidths[0].period=1m | policies.api.plans' is set, but nothing tells the plan",
			"policies.api.max-lease=-1 | policies.api.max-lease' is -1",
			"policies.api.plans.pro.bandwidths[0].capacity=0 | policies.api.plans.pro.bandwidths[0].capacity' is 0",
			"policies.api.bandwidths[0].capacity=9223372036854775807 | which is too much to count",
			"routes[0].key=tenant | routes[0].key' is 'tenant', but nothing tells tenants",
			"routes[0].key=expression | routes[0].expression' is ''",
			"routes[0].expression=user | routes[0].expression' is set and '.key' is principal",
			"reload.file=/nowhere/limits.yaml | reload.file' is '/nowhere/limits.yaml', which cannot be read" })
	void failsTheStartAndSaysWhereAndWhatToDo(String property, String expected) {
		String[] properties = Arrays.stream(property.split(","))
			.map((each) -> "platform.ratelimit." + each)
			.toArray(String[]::new);
		this.runner.withPropertyValues(VALID).withPropertyValues(properties).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidRateLimitFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(expected);
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	static class LimitedReports implements Reports {

		@Override
		@RateLimit(policy = "export", key = "#user")
		public String export(String user) {
			return user;
		}

	}

	interface Reports {

		String export(String user);

	}

}
