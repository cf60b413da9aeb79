package io.portfolioplatform.app.web;

import java.io.IOException;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves {@link Assets} for a year to browsers and CDNs. Under any other path there is
 * nothing, least of all the same file with the same promise.
 */
@Configuration(proxyBeanMethods = false)
class AssetsConfiguration {

	private static final String LOCATION = "classpath:/static/";

	/**
	 * The chart library's files, whatever its version.
	 */
	private static final String CHARTS = "classpath*:/META-INF/resources/webjars/uplot/*/dist/";

	private static final CacheControl FOR_EVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

	@Bean
	Assets assets(ResourcePatternResolver resources) {
		return Assets.in(resources, LOCATION, CHARTS);
	}

	@Bean
	WebMvcConfigurer assetsHandler(Assets assets, ResourcePatternResolver resources) throws IOException {
		Resource charts = resources.getResources(CHARTS + "uPlot.min.css")[0].createRelative("./");
		return new WebMvcConfigurer() {

			@Override
			public void addResourceHandlers(ResourceHandlerRegistry registry) {
				registry.addResourceHandler(assets.path() + "/**")
					.addResourceLocations(LOCATION)
					.setCacheControl(FOR_EVER);
				registry.addResourceHandler(assets.path() + "/uplot/**")
					.addResourceLocations(charts)
					.setCacheControl(FOR_EVER);
			}

		};
	}

}
