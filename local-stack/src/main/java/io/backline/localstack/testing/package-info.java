/** What a test needs to speak with the stack from outside, as partners and customers do. */
@NullMarked
package io.backline.localstack.testing;

import org.jspecify.annotations.NullMarked;
