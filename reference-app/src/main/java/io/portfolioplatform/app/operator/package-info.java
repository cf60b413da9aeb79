/**
 * What an operator looks at first: how the service does, in one answer and on one page.
 */
@NullMarked
package io.portfolioplatform.app.operator;

import org.jspecify.annotations.NullMarked;
