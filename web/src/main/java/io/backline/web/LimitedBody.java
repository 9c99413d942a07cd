package io.backline.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that did not say how long it is: counted while it is read. */
final class LimitedBody extends FilterInputStream {
    private long left;

    LimitedBody(InputStream body, long limit) {
        super(body);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw RequestGuard.tooLarge();
        }
    }
}
