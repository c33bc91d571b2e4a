@rem On Windows, what "exec" is elsewhere: the scripts of package.json begin with it so that a program gets the signals itself.
@%*
