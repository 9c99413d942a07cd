@NullMarked
package io.backline.localstack.launcher;

import org.jspecify.annotations.NullMarked;
