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
