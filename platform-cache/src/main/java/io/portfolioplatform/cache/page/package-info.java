/**
 * Remembered answers of Spring MVC controllers.
 */
@NullMarked
package io.portfolioplatform.cache.page;

import org.jspecify.annotations.NullMarked;
