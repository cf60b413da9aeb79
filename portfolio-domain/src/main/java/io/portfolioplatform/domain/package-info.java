/**
 * Money, instruments, activities, holdings and returns in plain Java.
 */
@NullMarked
package io.portfolioplatform.domain;

import org.jspecify.annotations.NullMarked;
