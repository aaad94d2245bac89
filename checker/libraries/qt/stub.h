// A stand-in for Qt: the declarations that the cases use.
#pragma once

class QThread {
public:
  static void sleep(unsigned long seconds);
  static void msleep(unsigned long milliseconds);
  bool wait(unsigned long milliseconds = ~0ul);
};

class QIODevice {
public:
  virtual ~QIODevice();
  virtual bool waitForReadyRead(int milliseconds);
};
class QAbstractSocket : public QIODevice {
public:
  bool waitForConnected(int milliseconds = 30000);
  bool waitForReadyRead(int milliseconds = 30000) override;
};
class QTcpSocket : public QAbstractSocket {};

class QTcpServer {
public:
  bool waitForNewConnection(int milliseconds = 0, bool *timedOut = nullptr);
};

class QProcess : public QIODevice {
public:
  bool waitForFinished(int milliseconds = 30000);
};

class QThreadPool {
public:
  template <class F> void start(F &&callable) {}
};
class QTimer {
public:
  template <class Context, class F> static void singleShot(int milliseconds, Context *context, F &&callable) {}
};

// Futures of Qt 6: continuations and handlers, each of which gives another future.
template <class T> class QFuture {
public:
  template <class F> QFuture<T> then(F &&callable) { __builtin_trap(); }
  template <class F> QFuture<T> then(QThreadPool *pool, F &&callable) { __builtin_trap(); }
  template <class F> QFuture<T> onFailed(F &&handler) { __builtin_trap(); }
  template <class F> QFuture<T> onCanceled(F &&handler) { __builtin_trap(); }
  bool isFinished() const;
  void waitForFinished();
  T result() const;
  T takeResult();
};
namespace QtConcurrent {
template <class F> QFuture<int> run(F &&callable) { __builtin_trap(); }
} // namespace QtConcurrent
